import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fromPublicId } from "@/lib/ids";
import { queueExpiryNotices } from "@/lib/mail/expiry-notices";
import { mailSealPurpose } from "@/lib/operations/mail";
import { noticeDisabled } from "@/lib/operations/notices";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import { makeMember, type TestPerson } from "@/test/integration/support/members";
import { makeApplication, makeOrganization, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const DAY = 86_400_000;

let platform: TestPlatform;
let organizationId: string;
let owner: TestPerson;
let application: TestApplication;
let keyUuid: string;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  await platform.database.owner`delete from mails`;
  await platform.database.owner`update api_keys set revoked_at = now() where revoked_at is null`;
  organizationId = await makeOrganization(platform);
  owner = await makeMember(platform, organizationId, "OWNER");
  application = await makeApplication(platform, { organizationId });
  keyUuid = fromPublicId("apiKey", application.apiKeyId) ?? "";
});

/** The key ends `days` from now; the date was set `setDaysAgo` days ago. */
async function endsIn(days: number, setDaysAgo: number, uuid = keyUuid): Promise<void> {
  const now = platform.clock.now.getTime();
  await platform.database.owner`update api_keys set expires_at = ${new Date(now + days * DAY)},
    expiry_set_at = ${new Date(now - setDaysAgo * DAY)} where id = ${uuid}`;
}

const passDays = (days: number) => {
  platform.clock.now = new Date(platform.clock.now.getTime() + days * DAY);
};

async function mails() {
  const rows = await platform.database
    .owner`select id, recipient, subject, sealed_body from mails order by id`;
  return rows.map((row) => ({
    recipient: String(row.recipient),
    subject: String(row.subject),
    body:
      openSealedSecret(String(row.sealed_body), mailSealPurpose(String(row.id)), platform.runtime.peppers) ??
      "",
  }));
}

const run = () => queueExpiryNotices(platform.runtime);

describe("before an API key ends", () => {
  it("mail comes 30, 14, 7 and 1 days ahead, and on no other day", async () => {
    await endsIn(40, 1);
    const mailedOn: number[] = [];
    for (let day = 40; day >= 0; day -= 1) {
      const before = (await mails()).length;
      await run();
      await run();
      const written = (await mails()).length - before;
      expect(written).toBeLessThanOrEqual(1);
      if (written === 1) mailedOn.push(day);
      passDays(1);
    }
    expect(mailedOn).toEqual([30, 14, 7, 1]);
    expect((await mails()).map(({ subject }) => subject.replace(/^.* ends in /, ""))).toEqual([
      "30 days",
      "14 days",
      "7 days",
      "1 day",
    ]);
  });

  it("goes to owners, admins and developers, names key and application, and holds no secret", async () => {
    const admin = await makeMember(platform, organizationId, "ADMIN");
    const developer = await makeMember(platform, organizationId, "DEVELOPER");
    await makeMember(platform, organizationId, "MEMBER");
    await makeMember(platform, organizationId, "VIEWER");
    await makeMember(platform, await makeOrganization(platform), "OWNER");
    await endsIn(6.9, 100);
    await run();
    const written = await mails();
    expect(written.map(({ recipient }) => recipient).sort()).toEqual(
      [owner.email, admin.email, developer.email].sort(),
    );
    const { subject, body } = written[0] ?? { subject: "", body: "" };
    const lastFour = application.apiKey.slice(-4);
    expect(subject).toBe(
      `API key ${application.apiKey.slice(0, 12)}…${lastFour} of Test application (sandbox) ends in 7 days`,
    );
    expect(body).toContain(
      `http://127.0.0.1/settings/platform/api-applications/${application.applicationId}?tab=keys`,
    );
    expect(body).toContain("No other key of the application goes on beyond that date.");
    expect(body).not.toContain(application.apiKey);
  });

  it("says so when another key goes on beyond the date", async () => {
    const [copy] = await platform.database.owner`insert into api_keys
      (id, organization_id, application_id, key_hash, pepper_version, prefix, last_four, created_at)
      select gen_random_uuid(), organization_id, application_id, sha256(key_hash), pepper_version, prefix, 'next', now()
        from api_keys where id = ${keyUuid} returning id`;
    await endsIn(13, 100);
    await run();
    expect((await mails())[0]?.body).toContain("Another key of the application goes on beyond that date.");
    await platform.database.owner`update api_keys set revoked_at = now() where id = ${String(copy?.id)}`;
  });

  it("is one mail after a long downtime, the most urgent one", async () => {
    await endsIn(0.5, 100);
    await run();
    await run();
    expect((await mails()).map(({ subject }) => subject.replace(/^.* ends in /, ""))).toEqual(["12 hours"]);
  });

  it("is written once by processes side by side", async () => {
    await endsIn(6, 100);
    await Promise.all([run(), run(), run()]);
    expect(await mails()).toHaveLength(1);
  });

  it.each([
    ["a grace window of 24 hours needs none", 1, []],
    ["a grace window of 7 days needs the last one alone", 7, ["1 day"]],
    ["a date 30 days ahead needs no 30-day mail", 30, ["14 days", "7 days", "1 day"]],
  ])("%s, for whoever chose it knows", async (_, days, expected) => {
    await endsIn(days, 0);
    for (let quarter = 0; quarter <= days * 4; quarter += 1) {
      await run();
      passDays(0.25);
    }
    expect((await mails()).map(({ subject }) => subject.replace(/^.* ends in /, ""))).toEqual(expected);
  });

  it("begins anew when the date is moved", async () => {
    await endsIn(6, 100);
    await run();
    await endsIn(6.5, 100);
    await run();
    expect(await mails()).toHaveLength(2);
  });

  it("is settled once it was written: nobody who joins later gets it, and no key is asked about again", async () => {
    await endsIn(6, 100);
    await run();
    await makeMember(platform, organizationId, "ADMIN");
    await run();
    expect((await mails()).map(({ recipient }) => recipient)).toEqual([owner.email]);
  });

  it("is about keys of disabled applications too, and not of suspended organizations", async () => {
    await endsIn(6, 100);
    const uuid = fromPublicId("application", application.applicationId) ?? "";
    const { owner: sql } = platform.database;
    await sql`update organizations set suspended_at = now() where id = ${organizationId}`;
    await run();
    expect(await mails()).toEqual([]);
    await sql`update organizations set suspended_at = null where id = ${organizationId}`;
    await sql`update applications set disabled_at = now(), disabled_by = 'PARTNER' where id = ${uuid}`;
    await run();
    expect(await mails()).toHaveLength(1);
  });

  it("is not about keys that were revoked, have ended, or whose application was deleted", async () => {
    await endsIn(6, 100);
    await platform.database.owner`update api_keys set revoked_at = now() where id = ${keyUuid}`;
    const deleted = await makeApplication(platform, { organizationId });
    await endsIn(6, 100, fromPublicId("apiKey", deleted.apiKeyId) ?? "");
    const uuid = fromPublicId("application", deleted.applicationId) ?? "";
    await platform.database.owner`update applications set deleted_at = now() where id = ${uuid}`;
    const ended = await makeApplication(platform, { organizationId });
    await endsIn(-0.1, 100, fromPublicId("apiKey", ended.apiKeyId) ?? "");
    await run();
    expect(await mails()).toEqual([]);
  });
});

it("an application that the operator disables is mailed about: by whom and why", async () => {
  const { database, peppers, randomBytes } = platform.runtime;
  const context = {
    now: platform.clock.now,
    peppers,
    randomBytes,
    baseUrl: "https://nuvera.example",
    scope: { organizationId },
  };
  await database.inScope({ organizationId, environment: "sandbox" }, (tx) =>
    noticeDisabled(
      { tx, ...context },
      {
        id: fromPublicId("application", application.applicationId) ?? "",
        name: "Payments worker",
        environment: "production",
        disabledByName: "Nova Admin",
        disabledReason: "leaked key",
      },
    ),
  );
  expect(await mails()).toEqual([
    {
      recipient: owner.email,
      subject: "Payments worker (production) was disabled by the operator",
      body: expect.stringMatching(/disabled by Nova Admin of Nuvera\.\nReason: leaked key\n/),
    },
  ]);
});
