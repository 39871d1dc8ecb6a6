/** A server process that watches its own memory; started by `startMeasuredServer`. */
import { serve } from "@/test/integration/support/serve";
import type { MeasuredServerMessage, Memory } from "@/test/integration/support/start-measured-server";

const SAMPLE_MILLISECONDS = 2;

let before: Memory = process.memoryUsage();
let peak: Memory = before;

function sample(): void {
  const now = process.memoryUsage();
  peak = {
    rss: Math.max(peak.rss, now.rss),
    heapUsed: Math.max(peak.heapUsed, now.heapUsed),
    arrayBuffers: Math.max(peak.arrayBuffers, now.arrayBuffers),
  };
}

process.on("message", async (message: MeasuredServerMessage) => {
  if (message === "begin") {
    before = process.memoryUsage();
    peak = before;
    process.send?.("begun");
  } else if (message === "end") {
    sample();
    process.send?.({
      rss: peak.rss - before.rss,
      heapUsed: peak.heapUsed - before.heapUsed,
      arrayBuffers: peak.arrayBuffers - before.arrayBuffers,
    });
  } else {
    const { port } = await serve(message);
    setInterval(sample, SAMPLE_MILLISECONDS).unref();
    process.send?.({ port });
  }
});
// Ends with the test that started it, however that test ends.
process.once("disconnect", () => process.exit(0));
