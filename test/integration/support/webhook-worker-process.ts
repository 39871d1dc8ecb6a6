/** A process that delivers webhooks, as `npm run worker` does; started by tests that end it on the way. */
import { createRuntime } from "@/lib/runtime";
import type { Settings } from "@/lib/settings";
import { startWebhookWorker } from "@/lib/webhooks/worker";

process.once("message", (settings: Settings) => {
  const stop = startWebhookWorker(createRuntime(settings));
  process.send?.("started");
  process.once("message", async () => {
    await stop();
    process.exit();
  });
});
// Ends with the test that started it, however that test ends.
process.once("disconnect", () => process.exit());
