/** Work that no answer waits for, and that a stop does. */
export class PendingWork {
  readonly #running = new Set<Promise<void>>();

  /** Takes over `work`; `onFailure` hears of its end by an error. */
  add(work: Promise<unknown>, onFailure: (error: unknown) => void): void {
    const running = work
      .then(() => undefined, onFailure)
      .finally(() => {
        this.#running.delete(running);
      });
    this.#running.add(running);
  }

  /** Resolves when all of it has ended, well or not. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
