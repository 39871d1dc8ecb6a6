/** The load process: makes requests when told to prepare, sends them when told to fire. */
import { fire } from "@/bench/load/fire";
import { makeRequests } from "@/bench/load/make-requests";
import { type Order, orderSchema, type Reply } from "@/bench/load/protocol";

type Prepared = { requests: Buffer[]; plan: Extract<Order, { type: "prepare" }>["plan"]; port: number };

let prepared: Prepared | null = null;

async function follow(order: Order): Promise<Reply> {
  if (order.type === "prepare") {
    const { plan, count, port } = order;
    prepared = { requests: await makeRequests(plan, count, port), plan, port };
    return { type: "prepared" };
  }
  if (prepared === null) throw new Error("Nothing was prepared.");
  const { requests, ...target } = prepared;
  prepared = null;
  return { type: "fired", outcome: await fire(requests, order.connections, target) };
}

process.on("message", (message) => {
  follow(orderSchema.parse(message))
    .catch(
      (error: unknown): Reply => ({
        type: "failed",
        message: error instanceof Error ? error.message : String(error),
      }),
    )
    .then((reply) => process.send?.(reply));
});
// The bench ended, whatever the reason: nobody is left to work for. A terminal's Ctrl-C reaches it first.
process.on("disconnect", () => process.exit());
process.on("SIGINT", () => {});
