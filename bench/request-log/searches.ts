/** Every filter of the page and every figure, asked in the largest organization of a filled log. */
import type { FilledLog } from "@/bench/request-log/fill";
import { median } from "@/bench/statistics";
import { operate } from "@/cli/deployment";
import { getRequestFigures } from "@/lib/operations/requests/figures";
import { getRequest } from "@/lib/operations/requests/get";
import { listRequests } from "@/lib/operations/requests/list";
import type { Runtime } from "@/lib/runtime";
import type { RequestFilter } from "@/lib/schemas/request-log";

export type SearchFigures = {
  title: string;
  p50Milliseconds: number;
  slowestMilliseconds: number;
  found: string;
};

const ROUNDS = 7;
const DAY_MILLISECONDS = 86_400_000;

export async function measureSearches(runtime: Runtime, log: FilledLog): Promise<SearchFigures[]> {
  const { place, now, applicationId, keyId } = log;
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MILLISECONDS).toISOString();
  const filters: [string, RequestFilter & { limit?: number }][] = [
    ["everything", {}],
    ["everything, 100 a page", { limit: 100 }],
    ["everything, three weeks ago", { to: ago(21) }],
    ["an application", { applicationId }],
    ["an application, its refusals", { applicationId, status: "4xx" }],
    ["a key", { keyId }],
    ["4xx", { status: "4xx" }],
    ["5xx", { status: "5xx" }],
    ["500", { status: "500" }],
    ["a reason", { reason: "body_hash_mismatch" }],
    ["a reason that never was", { reason: "token_replayed" }],
    ["a method", { method: "POST" }],
    ["a route", { route: "/api/v1/signature-check" }],
    ["a route, a reason and a key", { route: "/api/v1/quotes", reason: "token_expired", keyId }],
    ["an address", { address: "192.0.2.7" }],
    ["an address that never was", { address: "203.0.113.9" }],
    ["a request id", { text: log.requestId }],
    ["a customer's id", { text: log.customerId }],
    ["a text that is often there", { text: "search=word1" }],
    ["a text that is rarely there", { text: "word77777" }],
    ["a text that never was, among refusals", { text: "nothing-like-it", status: "4xx" }],
    ["a text that never was", { text: "nothing-like-it" }],
  ];
  const figures: SearchFigures[] = [];
  for (const [title, filter] of filters) {
    const ask = () => operate(runtime, place, listRequests, { limit: 50, ...filter });
    figures.push(
      await timed(title, ask, ({ items, searchedBackTo }) => {
        return `${items.length}${searchedBackTo === null ? "" : `, back to ${searchedBackTo.slice(0, 10)}`}`;
      }),
    );
  }
  const one = () => operate(runtime, place, getRequest, { requestId: log.requestId });
  figures.push(await timed("one request", one, () => "1"));
  for (const [title, from] of [
    ["an hour", ago(1 / 24)],
    ["three days", ago(3)],
    ["thirty days", ago(30)],
  ] as const) {
    const ask = () => operate(runtime, place, getRequestFigures, { from, to: now.toISOString() });
    const of = ({ total, steps }: { total: { requests: number }; steps: unknown[] }) =>
      `${total.requests} in ${steps.length} steps`;
    figures.push(await timed(`figures of ${title}`, ask, of));
    const narrow = () =>
      operate(runtime, place, getRequestFigures, { applicationId, from, to: now.toISOString() });
    figures.push(await timed(`figures of ${title}, an application`, narrow, of));
  }
  return figures;
}

async function timed<Answer>(
  title: string,
  ask: () => Promise<Answer>,
  toFound: (answer: Answer) => string,
): Promise<SearchFigures> {
  const milliseconds: number[] = [];
  let found = "";
  for (let round = 0; round < ROUNDS; round += 1) {
    const begin = performance.now();
    const answer = await ask();
    milliseconds.push(performance.now() - begin);
    found = toFound(answer);
  }
  return {
    title,
    p50Milliseconds: median(milliseconds),
    slowestMilliseconds: Math.max(...milliseconds),
    found,
  };
}
