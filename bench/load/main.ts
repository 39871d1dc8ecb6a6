/** The load process: makes requests when told to prepare, sends them when told to fire. */
import { fire } from "@/bench/load/fire";
import { makeRequests, type RequestBytes } from "@/bench/load/make-requests";
import { type Order, orderSchema, type Reply } from "@/bench/load/protocol";

type Prepared = {
  requests: readonly RequestBytes[];
  plan: Extract<Order, { type: "prepare" }>["plan"];
  ports: readonly number[];
};

const prepared = new Map<string, Prepared>();

async function follow(order: Order): Promise<Reply> {
  if (order.type === "prepare") {
    const { name, plan, count, ports } = order;
    prepared.set(name, { requests: await makeRequests(plan, count, ports[0] ?? 0), plan, ports });
    return { type: "prepared" };
  }
  const found = prepared.get(order.name);
  if (found === undefined) throw new Error("Nothing was prepared.");
  prepared.delete(order.name);
  return { type: "fired", outcome: await fire(found.requests, order.connections, found) };
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
