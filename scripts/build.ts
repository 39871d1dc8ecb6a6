/**
 * Builds the app unless the build is of these sources, as `npm start` does. `npm test` builds apart, so that the wait for
 * the server does not depend on how fast the machine builds.
 */
import { ensureProductionBuild } from "@/lib/boot/build";
import { abortOnShutdownSignal } from "@/lib/boot/shutdown";
import { exitBecauseOf } from "@/lib/boot/start-error";

try {
  await ensureProductionBuild((line) => process.stdout.write(`${line}\n`), abortOnShutdownSignal());
} catch (error) {
  exitBecauseOf(error);
}
