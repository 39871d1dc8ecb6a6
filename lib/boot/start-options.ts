/** The words after `npm start --`. */
import { parseArgs } from "node:util";
import { MOST_WORKERS, SettingsError } from "@/lib/env";

export type StartOptions = {
  development: boolean;
  /** As many processes serve one port; `null` where the words say nothing. */
  workers: number | null;
};

const USAGE = `Usage: npm start [-- --workers N]
  --workers N   N processes serve one port, 1 to ${MOST_WORKERS}, and are replaced without a failed request on SIGHUP
  (also NUVERA_WORKERS=N; docs/operating.md has more)
       npm run dev   serves from sources, in one process`;

/** Throws `SettingsError`, which says what was expected. */
export function startOptionsOf(words: readonly string[]): StartOptions {
  const { dev: development = false, workers } = parse(words);
  return { development, workers: workers === undefined ? null : toCount(workers) };
}

function parse(words: readonly string[]): { dev?: boolean; workers?: string } {
  try {
    const options = { dev: { type: "boolean" }, workers: { type: "string" } } as const;
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    const problem = error instanceof Error ? error.message.split("\n")[0] : "These words are not understood.";
    throw new SettingsError(`${problem}\n${USAGE}`);
  }
}

function toCount(text: string): number {
  const count = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_WORKERS) return count;
  throw new SettingsError(`--workers: expected a whole number from 1 to ${MOST_WORKERS}.\n${USAGE}`);
}
