/** What the failover drill saw, as a Markdown table, and whether every promise was kept. */
import type { Attempt } from "@/bench/failover/load";

export type DrillResult = {
  failure: string;
  attempts: readonly Attempt[];
  /** When the primary failed, and when the standby had been promoted. */
  failedAt: number;
  promotedAt: number;
  acknowledged: number;
  retried: number;
  /** Acknowledged, and not in the database. */
  lost: number;
  /** Of one idempotency key: two customers, or two answers. */
  doubled: number;
  /** In the database of the server that failed alone. */
  strayed: number;
  replays: readonly Attempt[];
};

export function isKept(result: DrillResult): boolean {
  const { lost, doubled, strayed, acknowledged, replays } = result;
  const hasReplays = replays.length > 0 && replays.every(({ status }) => status !== 0);
  return lost + doubled + strayed + accepted(replays) === 0 && acknowledged > 0 && hasReplays;
}

export function reportFailover(result: DrillResult): string {
  const { failure, attempts, failedAt, promotedAt, replays } = result;
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);
  const rows: [string, string | number][] = [
    ["requests", attempts.length],
    ["writes acknowledged", result.acknowledged],
    ["… of them after more than one attempt", result.retried],
    ["acknowledged writes lost", result.lost],
    ["writes doubled", result.doubled],
    ["writes that only the failed server has", result.strayed],
    ["used tokens sent again", replays.length],
    ["… of them accepted", accepted(replays)],
    ["… refused as", refusals(replays)],
    ["standby promoted after s", seconds(promotedAt - failedAt)],
    ["seconds without a successful write", seconds(longestGap(attempts, "POST"))],
    ["seconds without a successful read", seconds(longestGap(attempts, "GET"))],
    ["requests refused or unanswered", attempts.filter(({ status }) => !isSuccess(status)).length],
    ["… as", refusals(attempts)],
  ];
  const lines = rows.map(([title, value]) => `| ${title} | ${value.toLocaleString("en")} |`);
  return ["", `| ${failure} | |`, "| --- | ---: |", ...lines, ""].join("\n");
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function accepted(replays: readonly Attempt[]): number {
  return replays.filter(({ status }) => isSuccess(status)).length;
}

function refusals(attempts: readonly Attempt[]): string {
  const counted = new Map<string, number>();
  for (const { status, reason } of attempts) {
    if (isSuccess(status)) continue;
    const name = `${status === 0 ? "no answer" : status} ${reason}`;
    counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  if (counted.size === 0) return "–";
  return [...counted].map(([name, count]) => `${count} × ${name}`).join(", ");
}

/** Between the ends of two successes, one after the other. */
function longestGap(attempts: readonly Attempt[], method: Attempt["method"]): number {
  const ends = attempts
    .filter((attempt) => attempt.method === method && isSuccess(attempt.status))
    .map(({ endedAt }) => endedAt)
    .sort((one, other) => one - other);
  return ends.reduce((longest, end, index) => Math.max(longest, end - (ends[index - 1] ?? end)), 0);
}
