/**
 * Delivers webhooks and does nothing else: beside server processes on the same database, as many of these as it takes. The
 * settings are those of the server; `NUVERA_WEBHOOK_WORKER=0` there leaves the delivering to these.
 */

import { StartError } from "@/lib/boot/start-error";
import { startWorker } from "@/lib/boot/start-worker";
import { SettingsError } from "@/lib/env";
import { scrubbed } from "@/lib/log";

try {
  await startWorker();
} catch (error) {
  // A stack is for what nobody expected.
  const isExpected = error instanceof SettingsError || error instanceof StartError;
  const text = isExpected ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${scrubbed(text)}\n`);
  process.exit(1);
}
