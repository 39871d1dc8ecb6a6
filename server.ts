/** Starts the platform: build, database, migrations, demo data, HTTP server. `--dev` serves from sources instead. */
import { startPlatform } from "@/lib/boot/start";
import { SettingsError } from "@/lib/env";

try {
  await startPlatform({ development: process.argv.includes("--dev") });
} catch (error) {
  const text =
    error instanceof SettingsError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
