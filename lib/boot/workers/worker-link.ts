/** A worker's side of the channel to the primary process. */
import cluster from "node:cluster";
import { once } from "node:events";
import { type FromWorker, isOurs, type Leave, type ToWorker } from "@/lib/boot/workers/messages";
import type { Snapshot } from "@/lib/telemetry/worker-metrics";

export type WorkerLink = {
  /** Aborted when this worker is to leave, by whoever's order; `leaving` says how. */
  stopping: AbortSignal;
  /** Aborted when the platform stops while this worker is handing over, which it had more time for. */
  urge: AbortSignal;
  /** Aborted when nothing is to be waited for any more. */
  hurry: AbortSignal;
  leaving(): Leave;
  /** This worker serves. */
  ready(): void;
  /** Tells what it has counted, when there is nothing more to count. */
  sendLastMetrics(): Promise<void>;
};

/**
 * Opens the link of this worker. It leaves when the primary says so, on SIGTERM, and when the primary has gone: nobody could
 * accept connections for it then. Ctrl-C and the end of a terminal reach every process of a group; for workers the primary
 * decides what they mean.
 */
export function openWorkerLink(readMetrics: () => Promise<Snapshot>): WorkerLink {
  const stopping = new AbortController();
  const urge = new AbortController();
  const hurry = new AbortController();
  let how: Leave = "end";
  const leave = (order: Leave) => {
    // What ends sooner is never put off by what would take longer.
    if (!stopping.signal.aborted || order !== "hand-over") how = order;
    if (stopping.signal.aborted && order === "end") urge.abort();
    if (order === "now") hurry.abort();
    stopping.abort(new Error(`The worker was told to leave (${order}).`));
  };

  process.on("SIGTERM", () => leave("end"));
  process.on("SIGINT", () => {});
  process.on("SIGHUP", () => {});
  cluster.worker?.once("disconnect", () => {
    // Else the cluster module ends the process on the spot, with what is under way.
    if (cluster.worker !== undefined) cluster.worker.exitedAfterDisconnect = true;
    leave("end");
  });
  process.on("message", (message: unknown) => {
    if (!isOurs(message)) return;
    // The primary sends nothing else under this name.
    const order = message as ToWorker;
    if (order.nuvera === "leave") leave(order.how);
    else void readMetrics().then((metrics) => send({ nuvera: "metrics", question: order.question, metrics }));
  });

  return {
    stopping: stopping.signal,
    urge: urge.signal,
    hurry: hurry.signal,
    leaving: () => how,
    ready: () => void send({ nuvera: "ready" }),
    sendLastMetrics: async () => send({ nuvera: "last-metrics", metrics: await readMetrics() }),
  };
}

/** Resolves when it has left this process, or cannot any more. */
function send(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message, undefined, undefined, () => resolve());
  });
}

/** Resolves when the worker is to leave. */
export async function untilLeaving({ stopping }: Pick<WorkerLink, "stopping">): Promise<void> {
  if (!stopping.aborted) await once(stopping, "abort");
}
