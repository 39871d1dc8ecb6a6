/**
 * Resolves at the first SIGINT or SIGTERM. A second one does not cut the orderly stop short: the database is
 * stopping by then, and a shell sends SIGINT to npm and to us both.
 */
export function onShutdownSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve(signal));
  });
}
