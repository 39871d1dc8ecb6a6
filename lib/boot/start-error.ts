/** Starts that cannot go on. */
import { SettingsError } from "@/lib/env";
import { scrubbed } from "@/lib/log";

/** One that cannot for a known reason. The message is for people and says what to do; no stack goes with it. */
export class StartError extends Error {
  override name = "StartError";
}

/** Ends the process with code 1, and says why. */
export function exitBecauseOf(error: unknown): never {
  // A stack is for what nobody expected.
  const isExpected = error instanceof SettingsError || error instanceof StartError;
  const text = isExpected ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${scrubbed(text)}\n`);
  process.exit(1);
}
