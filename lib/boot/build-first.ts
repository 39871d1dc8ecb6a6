/** What comes before the server's program: the build that it is part of. */
import { ensureProductionBuild } from "@/lib/boot/build";
import { claimablePort } from "@/lib/boot/free-port";
import { abortOnShutdownSignal } from "@/lib/boot/shutdown";
import { exitBecauseOf } from "@/lib/boot/start-error";
import { startOptionsOf } from "@/lib/boot/start-options";
import { readProcessEnvironment } from "@/lib/env";

/** Resolves when there is a build of the sources as they are. Ends the process where that cannot be, or is not wanted any more. */
export async function buildFirst(words: readonly string[]): Promise<void> {
  const stopping = abortOnShutdownSignal();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    // Before the long work.
    startOptionsOf(words);
    const { PORT, HOST } = readProcessEnvironment();
    await claimablePort(PORT, HOST);
    await ensureProductionBuild(say, stopping);
  } catch (error) {
    if (!stopping.aborted) exitBecauseOf(error);
  }
  if (!stopping.aborted) return;
  say("Stopped before the start was complete.");
  process.exit(0);
}
