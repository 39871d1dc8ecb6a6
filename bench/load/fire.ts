/** Sends prepared requests and times the answers. */
import { Connection } from "@/bench/load/connection";
import type { RequestBytes } from "@/bench/load/make-requests";
import type { Outcome, RequestPlan } from "@/bench/load/protocol";

type Target = { ports: readonly number[]; plan: Pick<RequestPlan, "expectedStatus" | "expectedText"> };

/**
 * Sends every request once, on as many connections as told, each of which waits for its answer before it sends
 * again; where there are several ports, connections go to them by turns. Rejects at the first answer that is not
 * the expected one.
 */
export async function fire(
  requests: readonly RequestBytes[],
  connections: number,
  target: Target,
): Promise<Outcome> {
  const latencies = new Float64Array(requests.length);
  const { expectedStatus, expectedText } = target.plan;
  const marker = Buffer.from(expectedText);
  const queue = requests.entries();
  const work = async (connection: Connection) => {
    for (const [index, request] of queue) {
      const sentAt = performance.now();
      const { status, body } = await connection.exchange(request);
      latencies[index] = performance.now() - sentAt;
      if (status !== expectedStatus || !body.includes(marker)) {
        throw new Error(
          `Expected ${expectedStatus} with ${expectedText}; got ${status}: ${body.toString("utf8", 0, 500)}`,
        );
      }
    }
  };
  const { ports } = target;
  const opened = await Promise.all(
    Array.from({ length: connections }, (_, index) => Connection.open(ports[index % ports.length] ?? 0)),
  );
  try {
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    await Promise.all(opened.map(work));
    const elapsedMilliseconds = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpuBefore);
    latencies.sort();
    return {
      requests: requests.length,
      elapsedMilliseconds,
      p50Milliseconds: quantile(latencies, 0.5),
      p99Milliseconds: quantile(latencies, 0.99),
      loadCpuMilliseconds: (user + system) / 1000,
    };
  } finally {
    for (const connection of opened) connection.close();
  }
}

/** The smallest value that at least this share of all values does not exceed. */
function quantile(ascending: Float64Array, share: number): number {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0;
}
