import "next/dist/server/node-environment-baseline.js";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routeModules } from "@/app/api/route-modules.generated";
import { toRouteTable } from "@/lib/api/route-table";
import { runWithWire } from "@/lib/api/wire";
import { noSuchPath } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { sessionCookieName } from "@/lib/web/next-auth";
import {
  callUi,
  enrolSecondFactor,
  makeMember,
  makePerson,
  openTestSession,
  type TestPerson,
  type UiAnswer,
} from "@/test/integration/support/members";
import { inScopeOfNext } from "@/test/integration/support/next-auth-client";
import { makeApplication, send, type TestApplication } from "@/test/integration/support/partner";
import { makePersonalKey } from "@/test/integration/support/personal-keys";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";
import {
  makeBeneficiary,
  makeCustomer,
  makeDocument,
  makePayment,
  makeTicket,
} from "@/test/integration/support/rows-of-the-api";
import { addEndpoint, publishEvent } from "@/test/integration/support/webhooks";

const HUB_ROUTES = toRouteTable(routeModules).filter(({ pattern }) => pattern.startsWith("/api/ui/hub/"));
const CALLS = HUB_ROUTES.flatMap(({ pattern, methods }) =>
  methods.map((method) => ({ method: method === "GET" ? ("GET" as const) : ("POST" as const), pattern })),
);
/** What only looks, and is a POST because what it asks is long. */
const LOOKS = /\/address-list\/preview$|\/what-if$/;
const WRITES = CALLS.filter(({ method, pattern }) => method === "POST" && !LOOKS.test(pattern));

/** What `[id]` is in calls, by the part of the path before it. */
const ID_AFTER: Readonly<Record<string, string>> = {
  payments: "paymentId",
  screening: "subjectId",
  tickets: "ticketId",
};

/** An answer to a partner explains itself. */
const NEEDS_NO_REASON = /\/tickets\/\[id\]\/messages$/;

/** What a member of support may do besides reading. */
const STOPS = /\/applications\/\[\w+\]\/disable$|\/disable-applications$|\/tickets\/\[id\]\//;

const WHO = ["nobody", "owner", "viewer", "customer", "without codes", "support", "admin"] as const;
type Who = (typeof WHO)[number];

let platform: TestPlatform;
let application: TestApplication;
/** Things of the application's that paths name. */
let things: Record<string, string>;
const sessions = new Map<Who, string | null>([["nobody", null]]);

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  const { organizationId } = application;
  const customerId = await makeCustomer({ platform, application });
  const beneficiaryId = await makeBeneficiary({ platform, application }, customerId);
  const [subject] = await platform.database.owner`
    select id from screening_subjects where organization_id = ${organizationId} limit 1`;
  things = {
    customerId,
    beneficiaryId,
    documentId: await makeDocument({ platform, application }),
    paymentId: await makePayment({ platform, application }),
    subjectId: toPublicId("screeningSubject", String(subject?.id)),
    ticketId: await makeTicket({ platform, application }),
    ...(await makeDelivery()),
    personalKeyId: (await makePersonalKey(platform, organizationId)).personalKeyId,
    requestId: await makeLoggedRequest(),
  };
  const admin = await makePerson(platform, "An admin", { kind: "OPERATOR", role: "NUVERA_ADMIN" });
  const support = await makePerson(platform, "A supporter", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
  const people: [Who, TestPerson][] = [
    ["owner", await makeMember(platform, organizationId, "OWNER")],
    ["viewer", await makeMember(platform, organizationId, "VIEWER")],
    ["customer", await makePerson(platform, "A customer", { kind: "CUSTOMER" })],
    ["without codes", await makePerson(platform, "A newcomer", { kind: "OPERATOR", role: "NUVERA_ADMIN" })],
    ["support", support],
    ["admin", admin],
  ];
  await enrolSecondFactor(platform, admin);
  await enrolSecondFactor(platform, support);
  for (const [who, person] of people) sessions.set(who, await openTestSession(platform, person));
});
afterAll(() => platform.stop());

async function makeLoggedRequest(): Promise<string> {
  const { headers } = await send(platform, "GET", "/api/v1/customers", { "x-api-key": application.apiKey });
  await platform.runtime.requestLog.flush();
  return String(headers["x-request-id"]);
}

/** A webhook endpoint that was told of something. */
async function makeDelivery(): Promise<{ webhookId: string; eventId: string }> {
  const endpoint = await addEndpoint(platform, application, { url: "http://127.0.0.1:9/" });
  const eventId = await publishEvent(platform, application);
  return { webhookId: toPublicId("webhookEndpoint", endpoint.id), eventId: toPublicId("event", eventId) };
}

/** Real ids where there is a real thing, so that a refusal is never for want of one. */
function pathOf(pattern: string): string {
  const ids: Record<string, string> = {
    organizationId: toPublicId("organization", application.organizationId),
    environment: application.environment,
    applicationId: application.applicationId,
    apiKeyId: application.apiKeyId,
    claimId: toPublicId("keyClaim", newUuid()),
    ...things,
  };
  return pattern.replace(/\[(\w+)\]/g, (_, name: string, at: number) => {
    const part = pattern.slice(0, at).split("/").at(-2) ?? "";
    const id = ids[name === "id" ? (ID_AFTER[part] ?? "") : name];
    if (id === undefined) throw new Error(`No value for [${name}] of ${pattern}.`);
    return id;
  });
}

function call(who: Who, { method, pattern }: (typeof CALLS)[number], body: unknown): Promise<UiAnswer> {
  const sent = method === "GET" ? undefined : body;
  return callUi(platform, sessions.get(who) ?? null, method, pathOf(pattern), sent);
}

function errorOf({ body }: UiAnswer): { code: string; reason: string; message: string } {
  const { error } = body as { error: { code: string; reason: string; message: string } };
  return { code: error.code, reason: error.reason, message: error.message };
}

/** Makes every call as `who`; none may change a row. */
async function refusals(who: Who, calls: typeof CALLS, body: unknown): Promise<[string, unknown][]> {
  const before = await rowDigests(platform.database);
  const answers: [string, unknown][] = [];
  for (const one of calls) {
    const answer = await call(who, one, body);
    answers.push([`${one.method} ${one.pattern}`, { status: answer.status, ...errorOf(answer) }]);
  }
  expect(await rowDigests(platform.database)).toEqual(before);
  return answers;
}

describe("calls of the hub", () => {
  it("are all tried here: as many as there are route files", async () => {
    const files = await readdir("app/api/ui/hub", { recursive: true });
    expect(HUB_ROUTES).toHaveLength(files.filter((file) => path.basename(file) === "route.ts").length);
    expect(CALLS.length).toBeGreaterThan(20);
    expect(WRITES.length).toBeGreaterThan(9);
  });

  it.each(["owner", "viewer", "customer"] as const)("do not exist for %s", async (who) => {
    const { code, reason, message } = noSuchPath();
    for (const body of [{}, { reason: "An incident" }]) {
      for (const [name, answer] of await refusals(who, CALLS, body)) {
        expect([name, answer]).toEqual([name, { status: 404, code, reason, message }]);
      }
    }
  });

  it("ask people without a session to sign in, whatever they call", async () => {
    for (const [name, answer] of await refusals("nobody", CALLS, { reason: "An incident" })) {
      expect([name, answer]).toEqual([
        name,
        expect.objectContaining({ status: 401, reason: "session_missing" }),
      ]);
    }
  });

  it("ask staff without one-time codes to set them up first", async () => {
    for (const [name, answer] of await refusals("without codes", CALLS, { reason: "An incident" })) {
      expect([name, answer]).toEqual([
        name,
        expect.objectContaining({ status: 403, reason: "second_factor_required" }),
      ]);
    }
  });

  it("let support change nothing but disable, and answer and close tickets", async () => {
    const others = WRITES.filter(({ pattern }) => !STOPS.test(pattern));
    expect(WRITES.length - others.length).toBe(4);
    for (const [name, answer] of await refusals("support", others, { reason: "An incident" })) {
      expect([name, answer]).toEqual([
        name,
        expect.objectContaining({ status: 403, reason: "permission_missing" }),
      ]);
    }
  });

  it.each(["admin", "support"] as const)(
    "want a reason from %s for every change but an answer",
    async (who) => {
      const explained = WRITES.filter(({ pattern }) => !NEEDS_NO_REASON.test(pattern));
      const allowed = who === "admin" ? explained : explained.filter(({ pattern }) => STOPS.test(pattern));
      for (const [name, answer] of await refusals(who, allowed, {})) {
        expect([name, answer]).toEqual([
          name,
          expect.objectContaining({ status: 422, reason: "validation_failed" }),
        ]);
      }
    },
  );

  it("do not take a foreign organization's place for one of the operator's own", async () => {
    const operatorsOwn = "org_00000000-0000-7000-8000-000000000001";
    const target = `/api/ui/hub/organizations/${operatorsOwn}/disable-applications`;
    const before = await rowDigests(platform.database);
    const answer = await callUi(platform, sessions.get("admin") ?? null, "POST", target, {
      reason: "An incident",
    });
    expect(answer).toMatchObject({ status: 404 });
    expect(await rowDigests(platform.database)).toEqual(before);
  });
});

describe("pages of the hub", () => {
  type Page = (props: {
    params: Promise<Record<string, string>>;
    searchParams: Promise<Record<string, string>>;
  }) => Promise<unknown>;
  type PageModule = { default: Page; generateMetadata?: () => Promise<{ title?: string }> };

  const ROOT = "app/(admin)/hub";
  const SECURITY = "security/page.tsx";
  const NO_PAGE = "[...rest]/page.tsx";
  let pages: [string, PageModule][];

  beforeAll(async () => {
    const files = (await readdir(ROOT, { recursive: true })).filter(
      (file) => path.basename(file) === "page.tsx",
    );
    pages = await Promise.all(
      // A page of the App Router exports these; its build checks them.
      files.map(async (file) => [file, (await import(path.resolve(ROOT, file))) as PageModule] as const),
    ).then((loaded) => loaded.map(([file, module]) => [file, module]));
    expect(pages.length).toBeGreaterThan(6);
  }, 60_000);

  async function cookieOf(who: Who): Promise<string> {
    const sessionId = sessions.get(who) ?? null;
    const { settings } = platform.runtime;
    if (sessionId === null) return "";
    const value = await encode({ token: { sessionId }, secret: settings.sessionSecret });
    return `theme=dark; ${sessionCookieName(settings)}=${value}`;
  }

  /** Renders on the server as `who`: what Next.js was told to answer instead, or that there is a page. */
  async function open(who: Who, render: () => Promise<unknown>): Promise<string> {
    const cookie = await cookieOf(who);
    const request = new NextRequest("http://127.0.0.1/hub", {
      headers: { cookie, "x-nuvera-path": "/hub/somewhere?search=x" },
    });
    const wire = {
      requestId: toPublicId("request", newUuid()),
      method: "GET",
      target: "/hub",
      rawHeaders: [],
      remoteAddress: "192.0.2.1",
    };
    return runWithWire(wire, () =>
      inScopeOfNext(request, async () => {
        try {
          await render();
          return "a page";
        } catch (error) {
          if (error instanceof Error && "digest" in error) return String(error.digest);
          throw error;
        }
      }),
    );
  }

  const propsOf = () => ({
    params: Promise.resolve({
      organizationId: toPublicId("organization", application.organizationId),
      environment: application.environment,
      applicationId: application.applicationId,
      ...things,
    }),
    searchParams: Promise.resolve({}),
  });

  async function answersTo(who: Who): Promise<[string, string][]> {
    const answers: [string, string][] = [];
    for (const [file, module] of pages)
      answers.push([file, await open(who, () => module.default(propsOf()))]);
    return answers;
  }

  const NOT_FOUND = "NEXT_HTTP_ERROR_FALLBACK;404";

  it.each(["owner", "viewer", "customer"] as const)(
    "are 404 for %s, each by itself, and say no title",
    async (who) => {
      const before = await rowDigests(platform.database);
      for (const [file, answer] of await answersTo(who)) expect([file, answer]).toEqual([file, NOT_FOUND]);
      for (const [file, { generateMetadata }] of pages) {
        if (file === NO_PAGE) continue;
        let title: unknown = "not asked";
        await open(who, async () => {
          title = (await generateMetadata?.())?.title;
        });
        expect([file, title]).toEqual([file, undefined]);
      }
      expect(await rowDigests(platform.database)).toEqual(before);
    },
  );

  it("lead people without a session to sign-in and back, also from a path that has no page", async () => {
    const wanted = `/sign-in?next=${encodeURIComponent("/hub/somewhere?search=x")}`;
    for (const [file, answer] of await answersTo("nobody")) {
      expect([file, answer]).toEqual([file, expect.stringContaining(`;${wanted};`)]);
    }
  });

  it("lead staff without one-time codes to where they are set up, and nowhere else", async () => {
    const before = await rowDigests(platform.database);
    for (const [file, answer] of await answersTo("without codes")) {
      const expected = file === SECURITY ? "a page" : expect.stringContaining(";/hub/security;");
      expect([file, answer]).toEqual([file, expected]);
    }
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it.each(["support", "admin"] as const)("open for %s", async (who) => {
    for (const [file, answer] of await answersTo(who)) {
      expect([file, answer]).toEqual([file, file === NO_PAGE ? NOT_FOUND : "a page"]);
    }
  });

  const HUB_PATHS = ["/hub", "/hub?_rsc=abc", "/hub/security", "/hub/no-such-page", "/h%75b/audit"];

  it.each(["nobody", "owner", "viewer", "customer"] as const)("give %s no data payload", async (who) => {
    for (const target of HUB_PATHS) {
      const answer = await send(platform, "GET", target, { rsc: "1", cookie: await cookieOf(who) });
      expect([target, answer]).toMatchObject([
        target,
        { status: 404, body: { error: { code: "not_found" } } },
      ]);
    }
  });

  it("give staff their data payloads, and everybody those of other pages", async () => {
    // Whatever gets past the server in front is answered with this by the test platform.
    const page = { status: 200, body: "a page" };
    for (const who of ["without codes", "support", "admin"] as const) {
      for (const target of HUB_PATHS) {
        const answer = await send(platform, "GET", target, { rsc: "1", cookie: await cookieOf(who) });
        expect([target, answer]).toMatchObject([target, page]);
      }
    }
    for (const target of ["/overview", "/hubble"]) {
      const answer = await send(platform, "GET", target, { rsc: "1", cookie: await cookieOf("owner") });
      expect([target, answer]).toMatchObject([target, page]);
    }
  });
});
