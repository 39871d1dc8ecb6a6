/** What the two platforms are asked. */
import { randomBytes } from "node:crypto";
import { Connection } from "@/bench/load/connection";
import { makeRequests } from "@/bench/load/make-requests";
import type { Credentials, RequestPlan } from "@/bench/load/protocol";
import type { FilledLog } from "@/bench/request-log/fill";
import type { Ask, ScaleCase } from "@/bench/scale/compare";
import type { Side } from "@/bench/scale/side";
import { operate } from "@/cli/deployment";
import { listRequests } from "@/lib/operations/requests/list";
import { buildTarget } from "@/lib/partner-client";
import type { RequestFilter } from "@/lib/schemas/request-log";
import { generateApiKey } from "@/lib/security/api-key";

/** What is there, or was made there, on either side. */
export type Both<Value> = ReadonlyMap<Side, Value>;

type Rows = ScaleCase["rows"];

const PAGE = 20;
const LOG_PAGE = 50;

const check: Omit<RequestPlan, "credentials"> = {
  method: "GET",
  target: "/api/v1/signature-check",
  headers: {},
  bodyTemplate: null,
  expectedStatus: 200,
  expectedText: '"expiresInSeconds":',
};

/** `used`: as many keys as questions will be asked; each is sent once and so is in no server's memory. */
export function keyCases(rows: Rows, used: Both<Credentials[]>): ScaleCase[] {
  const unknown = (): RequestPlan => ({
    ...check,
    credentials: null,
    headers: { "x-api-key": generateApiKey("sandbox", randomBytes), authorization: "Bearer a.b.c" },
    expectedStatus: 401,
    expectedText: '"reason":"invalid_api_key"',
  });
  return [
    { ...checkCase(rows), title: "signed check, a key in use" },
    {
      title: "signed check, each time with another key",
      rows,
      withoutWarmUp: true,
      prepare: (side, count) => {
        const keys = used.get(side)?.splice(0, count) ?? [];
        return overHttp(
          side,
          keys.map((credentials) => ({ ...check, credentials })),
        );
      },
    },
    {
      title: "401 for a key that is nobody's",
      rows,
      prepare: (side, count) => overHttp(side, Array.from({ length: count }, unknown)),
    },
  ];
}

export function nonceCases(rows: Rows): ScaleCase[] {
  return [{ ...checkCase(rows), title: "signed check beside used token ids" }];
}

/** `middles`: the cursor of a page halfway through. */
export function customerCases(rows: Rows, middles: Both<string>): ScaleCase[] {
  const page = (title: string, cursorOf: (side: Side) => string | undefined): ScaleCase => ({
    title,
    rows,
    prepare: (side, count) => {
      const cursor = cursorOf(side);
      const target = buildTarget("/api/v1/customers", {
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const plan = { ...check, target, credentials: side.credentials, expectedText: '"hasMore":' };
      return overHttp(side, new Array<RequestPlan>(count).fill(plan));
    },
  });
  return [
    page("customers, first page", () => undefined),
    page("customers, a page in the middle", (side) => middles.get(side)),
  ];
}

/** Asked as an operation: what is in front of it is the same for every page of the platform. */
export function requestCases(rows: Rows, logs: Both<FilledLog>): ScaleCase[] {
  const list = (title: string, filterOf: (log: FilledLog) => RequestFilter): ScaleCase => ({
    title,
    rows,
    prepare: async (side, count) => {
      const log = logs.get(side);
      if (log === undefined) throw new Error("There is no log on this side.");
      const input = { limit: LOG_PAGE, ...filterOf(log) };
      return Array.from({ length: count }, () => async () => {
        const { items } = await operate(side.operator.runtime, log.place, listRequests, input);
        if (items.length !== LOG_PAGE) throw new Error(`${title}: a page of ${items.length} requests.`);
      });
    },
  });
  return [
    list("request log, newest page", () => ({})),
    list("request log, refusals (4xx)", (log) => ({ status: "4xx", to: yesterdaysEnd(log) })),
    list("request log, an application", (log) => ({
      applicationId: log.applicationId,
      to: yesterdaysEnd(log),
    })),
  ];
}

/** From a whole day on: how many rows the newest one has depends on the time of day. */
function yesterdaysEnd({ now }: FilledLog): string {
  return new Date(now.toISOString().slice(0, 10)).toISOString();
}

function checkCase(rows: Rows): Omit<ScaleCase, "title"> {
  return {
    rows,
    prepare: (side, count) =>
      overHttp(side, new Array<RequestPlan>(count).fill({ ...check, credentials: side.credentials })),
  };
}

/** One after the other on a connection of their own, which the last one closes. */
async function overHttp(side: Side, plans: readonly RequestPlan[]): Promise<Ask[]> {
  const { port } = side.platform;
  const requests = await Promise.all(plans.map((plan) => makeRequests(plan, 1, port)));
  const connection = await Connection.open(port);
  return requests.flat().map((request, index) => async () => {
    const plan = plans[index];
    const { status, body } = await connection.exchange(request);
    if (plan === undefined || status !== plan.expectedStatus || !body.includes(plan.expectedText)) {
      throw new Error(`${plan?.target}: got ${status}: ${body.toString("utf8", 0, 500)}`);
    }
    if (index === requests.length - 1) connection.close();
  });
}
