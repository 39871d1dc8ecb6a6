/** A process that delivers webhooks, as `npm run worker` does. */
import { createRuntime } from "@/lib/runtime";
import type { Settings } from "@/lib/settings";
import { startWebhookWorker } from "@/lib/webhooks/worker";

process.once("message", (settings: Settings) => {
  startWebhookWorker(createRuntime(settings));
  process.send?.("started");
});
process.once("disconnect", () => process.exit());
