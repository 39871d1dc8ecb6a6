/** Brings the embedded database back when it has gone, so that a running server recovers without a restart. */
import { logError, logInfo } from "@/lib/log";

const INTERVAL_MILLISECONDS = 2_000;

/** `revive` says whether it had to do something. The returned function ends the watch after a look in progress. */
export function watchDatabase(
  revive: () => Promise<boolean>,
  intervalMilliseconds = INTERVAL_MILLISECONDS,
): () => Promise<void> {
  let looking: Promise<void> | null = null;
  let isFailing = false;
  const look = async () => {
    try {
      if (await revive()) logInfo("the embedded database had gone and was started again");
      isFailing = false;
    } catch (error) {
      // Tried again at every look; told once.
      if (!isFailing) logError("the embedded database has gone and does not start again", error);
      isFailing = true;
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = null;
    });
  }, intervalMilliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
