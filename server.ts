/** Starts the platform: build, database, migrations, demo data, HTTP server. `--dev` serves from sources instead. */
import cluster from "node:cluster";
import { startPlatform } from "@/lib/boot/start";
import { StartError } from "@/lib/boot/start-error";
import { startOptionsOf } from "@/lib/boot/start-options";
import { serveAsWorker } from "@/lib/boot/workers/serve-as-worker";
import { SettingsError } from "@/lib/env";
import { scrubbed } from "@/lib/log";

try {
  // With `--workers N`, this file is the program of each of them too.
  if (cluster.isWorker) await serveAsWorker();
  else await startPlatform(startOptionsOf(process.argv.slice(2)));
} catch (error) {
  // A stack is for what nobody expected.
  const isExpected = error instanceof SettingsError || error instanceof StartError;
  const text = isExpected ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${scrubbed(text)}\n`);
  process.exit(1);
}
