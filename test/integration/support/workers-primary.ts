/** The product's supervision over workers that serve without Next.js; `start-workers.ts` starts it and tells it what to do. */
import { freePort } from "@/lib/boot/free-port";
import { Workers } from "@/lib/boot/workers/workers";
import { WorkerMetrics } from "@/lib/telemetry/worker-metrics";
import type { WorkersOrder, WorkersStart } from "@/test/integration/support/start-workers";
import { toMemberEnvironment } from "@/test/integration/support/workers-environment";

process.once("message", (start: WorkersStart) => {
  run(start).catch((error: unknown) => {
    process.stdout.write(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
});
// Ends with the test that started it, however that test ends.
process.once("disconnect", () => process.exit(0));

async function run({ settings, brokenWhile, count, member }: WorkersStart): Promise<void> {
  const port = await freePort();
  const metrics = new WorkerMetrics();
  const workers = new Workers({
    count,
    program: member,
    environment: toMemberEnvironment({ settings, port, brokenWhile }),
    metrics,
    pauseMilliseconds: 10,
  });
  await workers.start();
  process.on("message", async ({ order, number }: WorkersOrder) => {
    const orders = {
      restart: () => workers.restart(),
      serving: async () => workers.serving,
      metrics: () => metrics.metrics(),
      stop: () => workers.stop(),
    };
    process.send?.({ number, answer: await orders[order]() });
  });
  process.send?.({ number: 0, answer: port });
  await workers.failed;
}
