/** Where people may not go there is nothing: no page, none of its data, no call. */
import type { APIResponse, Page } from "@playwright/test";
import { createApplication, type TestApplication } from "../support/applications";
import type { DemoRole } from "../support/demo";
import { type Call, callsUnder, type Parameters, pagesUnder } from "../support/route-files";
import { expect, test } from "../support/test";

const HUB_PAGES = "app/(admin)";
const HUB_CALLS = "app/api/ui/hub";
const PARTNER_PAGES = "app/(partner)";
const PARTNER_CALLS = "app/api/ui/organizations";
const UNKNOWN = "01920000-0000-7000-8000-000000000001";

function parametersOf({ id, apiKeyId, place }: TestApplication): Parameters {
  return {
    organizationId: place.organizationId,
    environment: place.environment,
    applicationId: id,
    apiKeyId,
    claimId: `clm_${UNKNOWN}`,
    invitationId: `inv_${UNKNOWN}`,
    userId: `usr_${UNKNOWN}`,
    mailId: `mail_${UNKNOWN}`,
    documentId: `doc_${UNKNOWN}`,
    ticketId: `tic_${UNKNOWN}`,
    subjectId: `scr_${UNKNOWN}`,
    paymentId: `pay_${UNKNOWN}`,
    beneficiaryId: `ben_${UNKNOWN}`,
    customerId: `cus_${UNKNOWN}`,
    id: `cus_${UNKNOWN}`,
    webhookId: `whk_${UNKNOWN}`,
    eventId: `evt_${UNKNOWN}`,
    personalKeyId: `pkey_${UNKNOWN}`,
    requestId: `req_${UNKNOWN}`,
    rest: "no/such/page",
  };
}

/** The page as a browser asks for it, and as the app's own navigation does. */
async function payloadsOf(page: Page, path: string): Promise<APIResponse[]> {
  return [
    await page.request.get(path, { maxRedirects: 0 }),
    // Next.js leads to the payload's own address where the query is not the one it would have made.
    await page.request.get(`${path}?_rsc=1a2b3`, { headers: { RSC: "1" } }),
  ];
}

function make(page: Page, { method, path }: Call): Promise<APIResponse> {
  if (method === "GET") return page.request.get(path);
  const data = { reason: "Trying a door that is not mine" };
  return page.request.post(path, { data, headers: { "sec-fetch-site": "same-origin" } });
}

/** What of the application would show that something of it came through. */
function tracesOf({ name, lastFour, pair }: TestApplication): string[] {
  return [name, pair.fingerprint, `…${lastFour}`, `"${lastFour}"`];
}

const HUB_TRACES = ["Operator hub", "Nova Admin", "Find an organization", "Emergency"];

for (const role of ["VIEWER", "DEVELOPER", "OWNER", "CUSTOMER"] satisfies DemoRole[]) {
  test(`${role} finds no hub: every page and call is a 404`, async ({ openAs }) => {
    const application = await createApplication(await openAs("OWNER"), { name: "No entry" });
    const page = await openAs(role);
    const pages = pagesUnder(HUB_PAGES, parametersOf(application));
    expect(pages).toContain("/hub/system");
    for (const path of pages) {
      const [document, data] = await payloadsOf(page, path);
      expect([path, document?.status()]).toEqual([path, 404]);
      expect([path, data?.status()]).toEqual([path, 404]);
      for (const answer of [document, data]) {
        const text = (await answer?.text()) ?? "";
        for (const trace of [...tracesOf(application), ...HUB_TRACES]) {
          expect(text.includes(trace), `${path} holds ${trace}`).toBe(false);
        }
      }
    }
    const calls = callsUnder(HUB_CALLS, parametersOf(application));
    expect(calls.length).toBeGreaterThan(20);
    for (const call of calls) {
      const answer = await make(page, call);
      expect([call, answer.status()]).toEqual([call, 404]);
      expect(await answer.text()).not.toContain(application.name);
    }
  });
}

test("without a session every hub page leads to sign-in, and every call is refused", async ({
  openAs,
  openStranger,
}) => {
  const application = await createApplication(await openAs("OWNER"), { name: "No entry" });
  const stranger = await openStranger();
  for (const path of pagesUnder(HUB_PAGES, parametersOf(application))) {
    const [document, data] = await payloadsOf(stranger, path);
    expect(`${document?.headers().location ?? ""}${await document?.text()}`, path).toContain("/sign-in");
    expect([path, data?.status()]).toEqual([path, 404]);
    for (const answer of [document, data]) {
      const text = (await answer?.text()) ?? "";
      for (const trace of [...tracesOf(application), ...HUB_TRACES]) {
        expect(text.includes(trace), `${path} holds ${trace}`).toBe(false);
      }
    }
  }
  for (const call of callsUnder(HUB_CALLS, parametersOf(application))) {
    expect([call, (await make(stranger, call)).status()]).toEqual([call, 401]);
  }
});

/** A viewer's own organization: what is there for every member, keys of one's own among it. */
const OPEN_TO_VIEWERS = /\/attention$|\/personal-keys(\/|$)/;

test("a viewer gets nothing of an application from any partner page or call", async ({ openAs }) => {
  const application = await createApplication(await openAs("OWNER"), { name: "Not for viewers" });
  const viewer = await openAs("VIEWER");
  for (const path of pagesUnder(PARTNER_PAGES, parametersOf(application))) {
    for (const answer of await payloadsOf(viewer, path)) {
      const text = await answer.text();
      for (const trace of tracesOf(application)) {
        expect(text.includes(trace), `${path} holds ${trace}`).toBe(false);
      }
    }
  }
  for (const call of callsUnder(PARTNER_CALLS, parametersOf(application))) {
    const answer = await make(viewer, call);
    if (!OPEN_TO_VIEWERS.test(call.path)) expect([call, answer.status()]).toEqual([call, 403]);
    expect(await answer.text()).not.toContain(application.name);
  }
});

test("a platform customer finds no partner area: every page and call is a 404", async ({ openAs }) => {
  const application = await createApplication(await openAs("OWNER"), { name: "Not for customers" });
  const customer = await openAs("CUSTOMER");
  for (const path of pagesUnder(PARTNER_PAGES, parametersOf(application))) {
    const [document, data] = await payloadsOf(customer, path);
    expect([path, document?.status()]).toEqual([path, 404]);
    for (const answer of [document, data]) {
      const text = (await answer?.text()) ?? "";
      for (const trace of tracesOf(application)) {
        expect(text.includes(trace), `${path} holds ${trace}`).toBe(false);
      }
    }
  }
  for (const call of callsUnder(PARTNER_CALLS, parametersOf(application))) {
    const answer = await make(customer, call);
    expect([call, answer.status()]).toEqual([call, 404]);
    expect(await answer.text()).not.toContain(application.name);
  }
});
