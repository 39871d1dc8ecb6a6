/** What no single token shows: whether ids come again, whether the clock runs, whether equal bodies hash alike. */
import type { Finding, GivenToken } from "./finding";
import { peek } from "./peek";
import type { RuleId } from "./rules";

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Item[][] {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

type Seen = GivenToken & { jti: string; iat: unknown; bodyHash: unknown };

function readAll(tokens: readonly GivenToken[]): Seen[] {
  return tokens.flatMap((given) => {
    const { jti, iat, bodyHash } = peek(given.token).claims;
    return typeof jti === "string" ? [{ ...given, jti, iat, bodyHash }] : [];
  });
}

/** Milliseconds or seconds since 1970, close to when the token arrived. */
function isClockReading({ jti, arrivedAtSeconds }: Seen): boolean {
  const number = /^\d{10}$/.test(jti) ? Number(jti) : /^\d{13}$/.test(jti) ? Number(jti) / 1000 : Number.NaN;
  return Math.abs(number - arrivedAtSeconds) < 60;
}

type Repetition = { rule: RuleId; first: Seen; again: Seen };

function classify(first: Seen, again: Seen): Repetition {
  if (first.process !== again.process) return { rule: "jti-restart", first, again };
  return { rule: first.iat === again.iat ? "jti-burst" : "jti-fresh", first, again };
}

/** The graver explanation includes the others: an id that never changes also comes again after a restart. */
const GRAVEST_FIRST: readonly RuleId[] = ["jti-fresh", "jti-burst", "jti-restart"];

function judgeIds(seen: readonly Seen[]): Finding[] {
  const repetitions = groupBy(seen, ({ jti }) => jti).flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : same.slice(1).map((again) => classify(first, again));
  });
  const rule = GRAVEST_FIRST.find((candidate) =>
    repetitions.some((repetition) => repetition.rule === candidate),
  );
  const gravest = repetitions.filter((repetition) => repetition.rule === rule);
  if (rule !== undefined) {
    return gravest.map(({ first, again }) => ({
      rule,
      caseId: again.caseId,
      expected: "a jti that no other token has",
      received: `${again.jti}, as in the token for ${first.caseId}${rule === "jti-restart" ? " before the restart" : ""}`,
    }));
  }
  const [clock] = seen;
  if (clock === undefined || !seen.every(isClockReading)) return [];
  const received = `${clock.jti}, which is the time`;
  return [{ rule: "jti-burst", caseId: clock.caseId, expected: "a jti that is random", received }];
}

/** A running clock gives two tokens the same `iat` only within one second; a little more for its own steps. */
const SAME_SECOND = 1.1;

function judgeClock(seen: readonly Seen[]): Finding[] {
  const stale = seen.find((later) =>
    seen.some(
      (earlier) =>
        earlier.process === later.process &&
        earlier.iat === later.iat &&
        later.askedAtSeconds - earlier.arrivedAtSeconds > SAME_SECOND,
    ),
  );
  if (stale === undefined) return [];
  const expected = `iat ${Math.floor(stale.arrivedAtSeconds)}, or a moment before`;
  return [
    { rule: "clock-runs", caseId: stale.caseId, expected, received: `iat ${stale.iat}, as some time before` },
  ];
}

function judgeStability(seen: readonly Seen[]): Finding[] {
  return groupBy(seen, ({ caseId }) => caseId).flatMap((same) => {
    const hashes = new Set(same.map(({ bodyHash }) => bodyHash));
    const [first] = same;
    if (first === undefined || hashes.size <= 1) return [];
    const [one, other] = [...hashes];
    return [
      {
        rule: "body-stable" as const,
        caseId: first.caseId,
        expected: `${one} each time`,
        received: `also ${other}`,
      },
    ];
  });
}

/** Judges all tokens of a run together, of every process that was started. */
export function judgeSeries(tokens: readonly GivenToken[]): Finding[] {
  const seen = readAll(tokens);
  return [...judgeIds(seen), ...judgeClock(seen), ...judgeStability(seen)];
}
