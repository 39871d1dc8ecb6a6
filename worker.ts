/**
 * Delivers webhooks and does nothing else: beside server processes on the same database, as many of these as it takes. The
 * settings are those of the server; `NUVERA_WEBHOOK_WORKER=0` there leaves the delivering to these.
 */
import { exitBecauseOf } from "@/lib/boot/start-error";
import { startWorker } from "@/lib/boot/start-worker";

try {
  await startWorker();
} catch (error) {
  exitBecauseOf(error);
}
