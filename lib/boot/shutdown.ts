/** Being told to stop, at any moment from the first on. */
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MILLISECONDS = 5_000;

/**
 * Resolves at the first SIGINT or SIGTERM. A second one does not cut the orderly stop short: the database is
 * stopping by then, and a shell sends SIGINT to npm and to us both.
 */
export function onShutdownSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve(signal));
  });
}

/** The same as a signal that work can be given. */
export function abortOnShutdownSignal(): AbortSignal {
  const controller = new AbortController();
  void onShutdownSignal().then((signal) => controller.abort(new Error(`Stopped by ${signal}.`)));
  return controller.signal;
}

/**
 * The work's outcome, or the signal's reason: after the work came to an end, so that nothing is taken away under it,
 * or when it does not within a few seconds. Work that was left behind may fail unheard.
 */
export async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let onAbort = () => {};
  const outOfPatience = new Promise<void>((resolve) => {
    onAbort = () => void sleep(PATIENCE_MILLISECONDS).then(resolve);
  });
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  try {
    const settled = work.then(
      () => {},
      () => {},
    );
    await Promise.race([settled, outOfPatience]);
    signal.throwIfAborted();
    return await work;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
