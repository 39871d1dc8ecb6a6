/** Starts the platform: build, database, migrations, demo data, HTTP server. `--dev` serves from sources instead. */
import { startPlatform } from "@/lib/boot/start";
import { StartError } from "@/lib/boot/start-error";
import { SettingsError } from "@/lib/env";
import { scrubbed } from "@/lib/log";

try {
  await startPlatform({ development: process.argv.includes("--dev") });
} catch (error) {
  // A stack is for what nobody expected.
  const isExpected = error instanceof SettingsError || error instanceof StartError;
  const text = isExpected ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${scrubbed(text)}\n`);
  process.exit(1);
}
