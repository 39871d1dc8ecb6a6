import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onboardAndPay } from "@/examples/onboard-and-pay";
import { createPartnerApi } from "@/examples/signed-client";
import { ensureFictionalWatchlist } from "@/lib/boot/fictional-watchlist";
import { startSimulatorJob } from "@/lib/sandbox/job";
import { undocumented } from "@/test/integration/support/documented";
import { makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;
let partner: TestApplication;
let stopSimulator: () => Promise<void>;

beforeAll(async () => {
  // The simulator waits in real time, and so does the example.
  platform = await startTestPlatform({ clock: () => new Date() });
  await ensureFictionalWatchlist(platform.runtime);
  partner = await makeApplication(platform);
  stopSimulator = startSimulatorJob(platform.runtime);
});
afterAll(async () => {
  await stopSimulator();
  await platform.stop();
});

describe("the example of a whole journey", () => {
  it("goes from a new customer to a completed payment and an answered ticket", {
    timeout: 60_000,
  }, async () => {
    const problems: string[] = [];
    const api = await createPartnerApi({ ...partner, baseUrl: platform.baseUrl }, async (request) => {
      const answer = await fetch(request);
      const { pathname, search } = new URL(request.url);
      const body: unknown = await answer.clone().json();
      const problem = undocumented(request.method, `${pathname}${search}`, {
        status: answer.status,
        headers: { "content-type": answer.headers.get("content-type") ?? "" },
        body,
      });
      if (problem !== null) problems.push(problem);
      return answer;
    });
    const said: string[] = [];
    const journey = await onboardAndPay(api, (line) => said.push(line));
    expect(journey).toMatchObject({
      customerId: expect.stringMatching(/^cus_/),
      beneficiaryId: expect.stringMatching(/^ben_/),
      ticketId: expect.stringMatching(/^tic_/),
      corrections: [{ field: "companyName", message: expect.stringMatching(/\S/) }],
      paymentStatus: "COMPLETED",
      screenedAt: expect.stringMatching(/Z$/),
      answer: expect.stringMatching(/\S/),
    });
    expect(said.at(-1)).toContain(journey.answer);
    expect(problems).toEqual([]);
    const rows = await platform.database.owner<{ kind: string }[]>`
      select distinct type as kind from events where organization_id = ${partner.organizationId}`;
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["customers.status_changed", "payments.completed", "support.message_created"]),
    );
  });
});
