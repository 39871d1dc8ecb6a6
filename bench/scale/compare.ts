/** The same question to the small platform and the large one, by turns, so that a machine's moods meet both alike. */
import type { Side, Sides } from "@/bench/scale/side";
import { median } from "@/bench/statistics";

/** Asks one prepared question and waits for the answer; rejects when that is not the expected one. */
export type Ask = () => Promise<void>;

export type ScaleCase = {
  title: string;
  /** What there is of it on either side. */
  rows: { small: number; large: number };
  /** So many questions, ready to be asked: what only the caller does is done before the clock runs. */
  prepare(side: Side, count: number): Promise<Ask[]>;
  /** Questions that can be asked once cannot be spent on warming up. */
  withoutWarmUp?: boolean;
};

export type Turn = { small: number; large: number };

export type ScaleFigures = Pick<ScaleCase, "title" | "rows"> & Judged;

export type Judged = {
  smallMilliseconds: number;
  largeMilliseconds: number;
  /** How much longer the large one takes: 0.1 is a tenth. */
  difference: number;
  isFlat: boolean;
};

export type Rounds = { turns: number; perTurn: number };

const LARGEST_DIFFERENCE = 0.2;

/** Asks in pairs; the one who is asked first changes with each pair. */
export async function compare(
  sides: Sides,
  one: ScaleCase,
  { turns, perTurn }: Rounds,
): Promise<ScaleFigures> {
  const measured: Turn[] = [];
  for (let turn = one.withoutWarmUp ? 0 : -1; turn < turns; turn += 1) {
    const small = await one.prepare(sides.small, perTurn);
    const large = await one.prepare(sides.large, perTurn);
    const times = { small: [] as number[], large: [] as number[] };
    for (let index = 0; index < perTurn; index += 1) {
      const pair = [
        { ask: small[index], into: times.small },
        { ask: large[index], into: times.large },
      ];
      for (const { ask, into } of index % 2 === 0 ? pair : pair.toReversed()) {
        if (ask === undefined) throw new Error(`${one.title}: there are too few questions.`);
        into.push(await timed(ask));
      }
    }
    if (turn >= 0) measured.push({ small: median(times.small), large: median(times.large) });
  }
  return { title: one.title, rows: one.rows, ...judge(measured) };
}

/**
 * From the p50 of each side in each turn: medians over the turns, and the difference as the median of the differences
 * within a turn. Nothing measured is not flat.
 */
export function judge(turns: readonly Turn[]): Judged {
  const difference = median(turns.map(({ small, large }) => large / small - 1));
  return {
    smallMilliseconds: median(turns.map(({ small }) => small)),
    largeMilliseconds: median(turns.map(({ large }) => large)),
    difference,
    // The large one may be the quicker by any margin: where rows are few, a page is gathered from several days.
    isFlat: difference <= LARGEST_DIFFERENCE,
  };
}

export function toMarkdown(figures: readonly ScaleFigures[]): string {
  const number = (value: number) => value.toLocaleString("en");
  const row = ({ title, rows, smallMilliseconds, largeMilliseconds, difference, isFlat }: ScaleFigures) => {
    const times = [smallMilliseconds, largeMilliseconds].map((value) => value.toFixed(2));
    const share = `${difference > 0 ? "+" : ""}${Math.round(difference * 100)} %`;
    return `| ${[title, number(rows.small), number(rows.large), ...times, share, isFlat ? "yes" : "NO"].join(" | ")} |`;
  };
  return [
    "| asked | rows, small | rows, large | p50 ms, small | p50 ms, large | difference | within 20 % |",
    "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ...figures.map(row),
    "",
    "One question at a time, in pairs to two platforms of the same build side by side. The difference is the median over the turns",
    "of the difference within a turn. Signed requests are signed before the clock runs.",
    "",
  ].join("\n");
}

async function timed(ask: Ask): Promise<number> {
  const started = performance.now();
  await ask();
  return performance.now() - started;
}
