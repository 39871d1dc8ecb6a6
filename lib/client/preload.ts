/** Begins to load what may be opened next; where that fails, opening it tries again. */
export function preload(load: () => Promise<unknown>): void {
  load().catch(() => undefined);
}
