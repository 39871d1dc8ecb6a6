import { createHash, createPublicKey } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { fromPublicId, newUuid, OPERATOR_ORGANIZATION_ID, toPublicId } from "@/lib/ids";
import { disableApplication, enableApplication } from "@/lib/operations/applications/state";
import { mailSealPurpose } from "@/lib/operations/mail";
import { runOperation } from "@/lib/operations/run";
import { uiApi } from "@/lib/routes";
import { pageOf } from "@/lib/schemas/common";
import { disabledApplicationsSchema, organizationSummarySchema } from "@/lib/schemas/hub";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import {
  callUi,
  enrolSecondFactor,
  makeMember,
  makePerson,
  openTestSession,
  principalOf,
  type TestPerson,
} from "@/test/integration/support/members";
import {
  call,
  makeApplication,
  makeOrganization,
  reasonOf,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { makePersonalKey } from "@/test/integration/support/personal-keys";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

const CHECK = "/api/v1/signature-check";
const WHY = "Keys found in a public repository";

let platform: TestPlatform;
let staff: TestPerson;
let session: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  staff = await makePerson(platform, "Nova", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
  await enrolSecondFactor(platform, staff);
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  session = await openTestSession(platform, staff);
});

const organizationId = (uuid: string) => toPublicId("organization", uuid);

async function get<Schema extends z.ZodType>(target: string, schema: Schema): Promise<z.output<Schema>> {
  const answer = await callUi(platform, session, "GET", target);
  expect(answer).toMatchObject({ status: 200 });
  return schema.parse(answer.body);
}

async function disableAll(uuid: string) {
  const target = uiApi.hubDisableApplications(organizationId(uuid));
  const answer = await callUi(platform, session, "POST", target, { reason: WHY });
  expect(answer).toMatchObject({ status: 200 });
  return disabledApplicationsSchema.parse(answer.body);
}

type Event = {
  action: string;
  environment: string | null;
  actor: string;
  reason: string | null;
  target: string;
};

async function historyOf(uuid: string, action = "%"): Promise<Event[]> {
  return await platform.database.owner<Event[]>`
    select action, environment, actor_kind || ' ' || actor_label as actor, reason, target_id as target
      from audit_events where organization_id = ${uuid} and action like ${action} order by sequence`;
}

describe("the search for organizations", () => {
  const page = pageOf(organizationSummarySchema);

  async function find(search: string, query: Record<string, string> = {}) {
    return get(`${uiApi.hubOrganizations}?${new URLSearchParams({ search, ...query })}`, page);
  }
  const namesOf = async (search: string) => (await find(search)).items.map(({ name }) => name);

  let acme: TestApplication;
  let member: TestPerson;

  beforeAll(async () => {
    acme = await makeApplication(platform, {
      organizationId: await makeOrganization(platform, "Acme Söhne"),
    });
    await makeApplication(platform, {
      organizationId: await makeOrganization(platform, "100% Payments_Ltd"),
    });
    member = await makeMember(platform, acme.organizationId, "DEVELOPER");
  });

  it("finds by part of the name, in any case", async () => {
    for (const search of ["acme", "ME SÖ", "  Acme Söhne  "])
      expect(await namesOf(search)).toEqual(["Acme Söhne"]);
  });

  it("finds by part of the slug", async () => {
    expect(await namesOf(`org-${acme.organizationId}`.slice(0, -1))).toEqual(["Acme Söhne"]);
  });

  it("finds by the id of the organization, of an application, of a key of either kind and of a person", async () => {
    const { organizationId: uuid, applicationId, apiKeyId } = acme;
    const { personalKeyId } = await makePersonalKey(platform, uuid);
    for (const id of [organizationId(uuid), applicationId, apiKeyId, personalKeyId, member.id]) {
      expect([id, await namesOf(id)]).toEqual([id, ["Acme Söhne"]]);
      expect([id, await namesOf(id.toUpperCase())]).toEqual([id, ["Acme Söhne"]]);
      expect([id, await namesOf(id.slice(0, -1))]).toEqual([id, []]);
    }
  });

  it("finds by a member's whole email address, in any case, and not by a part of it", async () => {
    expect(await namesOf(member.email.toUpperCase())).toEqual(["Acme Söhne"]);
    expect(await namesOf("@example.com")).toEqual([]);
    expect(await namesOf(staff.email)).toEqual([]);
  });

  it("finds by a signing key's fingerprint", async () => {
    const der = createPublicKey(acme.publicKeyPem).export({ type: "spki", format: "der" });
    const fingerprint = createHash("sha256").update(der).digest("hex");
    expect(await namesOf(fingerprint)).toEqual(["Acme Söhne"]);
    expect(await namesOf(fingerprint.toUpperCase())).toEqual(["Acme Söhne"]);
  });

  it("takes no character for a pattern", async () => {
    expect(await namesOf("%")).toEqual(["100% Payments_Ltd"]);
    expect(await namesOf("s_L")).toEqual(["100% Payments_Ltd"]);
    expect(await namesOf("a.*")).toEqual([]);
    expect(await namesOf("\\")).toEqual([]);
    expect(await namesOf("' or true --")).toEqual([]);
  });

  it("never shows the operator's own organization", async () => {
    expect(await namesOf("Platform operator")).toEqual([]);
    expect(await namesOf(organizationId(OPERATOR_ORGANIZATION_ID))).toEqual([]);
    const all = await find("", { limit: "100" });
    expect(all.items.map(({ id }) => id)).not.toContain(organizationId(OPERATOR_ORGANIZATION_ID));
  });

  it("refuses control characters and 201 of any", async () => {
    for (const search of ["a\u0000b", "x".repeat(201)]) {
      const target = `${uiApi.hubOrganizations}?${new URLSearchParams({ search })}`;
      expect(await callUi(platform, session, "GET", target)).toMatchObject({
        status: 422,
        body: { error: { details: { fields: [{ path: "search" }] } } },
      });
    }
  });

  it("counts members and living applications of both environments", async () => {
    const uuid = await makeOrganization(platform, "Counted");
    await makeMember(platform, uuid, "OWNER");
    const sandbox = await makeApplication(platform, { organizationId: uuid });
    await makeApplication(platform, { organizationId: uuid, environment: "production" });
    const gone = await makeApplication(platform, { organizationId: uuid });
    const { owner } = platform.database;
    await owner`update applications set disabled_at = now(), disabled_by = 'partner'
      where id = ${fromPublicId("application", sandbox.applicationId)}`;
    await owner`update applications set deleted_at = now()
      where id = ${fromPublicId("application", gone.applicationId)}`;
    const counts = { memberCount: 1, applicationCount: 2, disabledApplicationCount: 1 };
    expect((await find("Counted")).items).toMatchObject([counts]);
    const target = uiApi.hubOrganization(organizationId(uuid));
    expect(await get(target, organizationSummarySchema)).toMatchObject({ name: "Counted", ...counts });
  });

  it("pages through all of them once, in the order of their names, also where names are alike", async () => {
    const wanted = ["page a", "Page B", "page b", "page B", "page c", "Page d"];
    for (const name of wanted) await makeOrganization(platform, name);
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const one: z.infer<typeof page> = await find("page ", {
        limit: "2",
        ...(cursor === null ? {} : { cursor }),
      });
      found.push(...one.items.map(({ id }) => id));
      cursor = one.nextCursor;
    } while (cursor !== null);
    const rows = await platform.database.owner`
      select id from organizations where name ilike 'page %' order by lower(name), id`;
    expect(found).toEqual(rows.map(({ id }) => organizationId(String(id))));
    expect(found).toHaveLength(wanted.length);
  });

  it("gives cursors that work for the same search alone", async () => {
    for (const name of ["cursor a", "cursor b"]) await makeOrganization(platform, name);
    const { nextCursor } = await find("cursor", { limit: "1" });
    expect((await find("cursor", { limit: "1", cursor: nextCursor ?? "" })).items).toHaveLength(1);
    for (const search of ["", "cursor a"]) {
      const target = `${uiApi.hubOrganizations}?${new URLSearchParams({ search, cursor: nextCursor ?? "" })}`;
      expect(await callUi(platform, session, "GET", target)).toMatchObject({ status: 422 });
    }
  });
});

describe("what staff read", () => {
  it("stands in the partner's history, once for each look", async () => {
    const application = await makeApplication(platform);
    const uuid = application.organizationId;
    const target = uiApi.hubOrganization(organizationId(uuid));
    const reads = async () => (await historyOf(uuid, "organization.read")).map(({ actor }) => actor);
    await get(target, organizationSummarySchema);
    await get(target, organizationSummarySchema);
    expect(await reads()).toEqual(["operator Nova"]);
    platform.clock.now = new Date(platform.clock.now.getTime() + 15 * 60_000);
    await get(target, organizationSummarySchema);
    expect(await reads()).toEqual(["operator Nova", "operator Nova"]);
  });

  it("is nowhere when it was refused, or when it was only a name in the list", async () => {
    const uuid = await makeOrganization(platform, "Unread");
    const place = { area: "hub", organizationId: organizationId(uuid), environment: "sandbox" } as const;
    const before = await rowDigests(platform.database);
    await callUi(platform, session, "GET", `${uiApi.hubOrganizations}?search=Unread`);
    const refused = await callUi(platform, session, "POST", uiApi.keyClaims(place, "app_x"), { reason: WHY });
    expect(refused).toMatchObject({ status: 403 });
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("is 404 for an organization that is not there", async () => {
    for (const id of [organizationId(newUuid()), "org_x", organizationId(OPERATOR_ORGANIZATION_ID)]) {
      const answer = await callUi(platform, session, "GET", uiApi.hubOrganization(id));
      expect([id, answer]).toMatchObject([id, { status: 404 }]);
    }
  });
});

describe("the emergency switch", () => {
  async function makeBoth(): Promise<[TestApplication, TestApplication]> {
    const sandbox = await makeApplication(platform);
    const { organizationId: uuid } = sandbox;
    return [sandbox, await makeApplication(platform, { organizationId: uuid, environment: "production" })];
  }

  it("stops both environments from the next request on, and nobody else's", async () => {
    const [sandbox, production] = await makeBoth();
    const foreign = await makeApplication(platform);
    for (const application of [sandbox, production, foreign]) {
      expect(await call(platform, application, "GET", CHECK)).toMatchObject({ status: 200 });
    }
    const answer = await disableAll(sandbox.organizationId);
    for (const application of [sandbox, production]) {
      const refused = await call(platform, application, "GET", CHECK);
      expect([refused.status, reasonOf(refused)]).toEqual([401, "application_disabled"]);
    }
    expect(await call(platform, foreign, "GET", CHECK)).toMatchObject({ status: 200 });
    expect(answer).toEqual({
      disabled: [
        { id: sandbox.applicationId, name: "Test application", environment: "sandbox" },
        { id: production.applicationId, name: "Test application", environment: "production" },
      ],
      alreadyDisabled: 0,
      personalKeysTurnedOff: true,
    });
  });

  it("says who and why, in the rows and in the partner's history", async () => {
    const [sandbox, production] = await makeBoth();
    await disableAll(sandbox.organizationId);
    const rows = await platform.database.owner`
      select disabled_by, disabled_by_name, disabled_reason from applications
       where organization_id = ${sandbox.organizationId}`;
    const who = { disabled_by: "operator", disabled_by_name: "Nova", disabled_reason: WHY };
    expect([...rows]).toEqual([who, who]);
    const common = { actor: "operator Nova", reason: WHY };
    expect(await historyOf(sandbox.organizationId, "%disabled")).toEqual([
      { ...common, action: "application.disabled", environment: "sandbox", target: sandbox.applicationId },
      {
        ...common,
        action: "application.disabled",
        environment: "production",
        target: production.applicationId,
      },
      {
        ...common,
        action: "organization.applications_disabled",
        environment: null,
        target: organizationId(sandbox.organizationId),
      },
    ]);
  });

  it("tells each caretaker in one mail what was stopped, by whom and why", async () => {
    const [sandbox, production] = await makeBoth();
    const { organizationId: uuid } = sandbox;
    const told = await Promise.all(
      (["OWNER", "ADMIN", "DEVELOPER"] as const).map((role) => makeMember(platform, uuid, role)),
    );
    const viewer = await makeMember(platform, uuid, "VIEWER");
    await disableAll(uuid);
    const addresses = [...told, viewer].map(({ email }) => email);
    const mails = await platform.database.owner<{ id: string; recipient: string; sealedBody: string }[]>`
      select id, recipient, sealed_body as "sealedBody" from mails where recipient = any (${addresses})`;
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual(told.map(({ email }) => email).sort());
    for (const { id, sealedBody } of mails) {
      const body = openSealedSecret(sealedBody, mailSealPurpose(id), platform.runtime.peppers);
      for (const { environment } of [sandbox, production]) {
        expect(body).toContain(`Test application (${environment})`);
      }
      expect(body).toContain("Nova");
      expect(body).toContain(WHY);
    }
    await disableAll(uuid);
    const again = await platform.database.owner`select from mails where recipient = any (${addresses})`;
    expect(again).toHaveLength(told.length);
  });

  it("does nothing the second time", async () => {
    const [sandbox] = await makeBoth();
    await disableAll(sandbox.organizationId);
    const before = await rowDigests(platform.database);
    expect(await disableAll(sandbox.organizationId)).toEqual({
      disabled: [],
      alreadyDisabled: 2,
      personalKeysTurnedOff: false,
    });
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("takes over what the partner had disabled, and leaves what was deleted", async () => {
    const [sandbox, production] = await makeBoth();
    const { organizationId: uuid } = sandbox;
    const gone = await makeApplication(platform, { organizationId: uuid });
    const { owner } = platform.database;
    await owner`update applications set deleted_at = now()
      where id = ${fromPublicId("application", gone.applicationId)}`;
    const person = await makeMember(platform, uuid, "OWNER");
    const partner = principalOf(platform, uuid, person, "OWNER");
    const input = { applicationId: sandbox.applicationId };
    await runOperation(platform.runtime, partner, disableApplication, input, TEST_ORIGIN);
    const answer = await disableAll(uuid);
    expect(answer).toMatchObject({ disabled: [{ id: production.applicationId }], alreadyDisabled: 1 });
    await expect(
      runOperation(platform.runtime, partner, enableApplication, input, TEST_ORIGIN),
    ).rejects.toMatchObject({ code: "conflict" });
    const [row] = await owner`select disabled_at from applications
      where id = ${fromPublicId("application", gone.applicationId)}`;
    expect(row).toEqual({ disabled_at: null });
  });

  it("and the partner's own changes queue: no deadlock, and all is stopped in the end", async () => {
    const [first, second] = await makeBoth();
    const { organizationId: uuid } = first;
    const person = await makeMember(platform, uuid, "OWNER");
    for (let round = 0; round < 15; round += 1) {
      await platform.database.owner`update applications
        set disabled_at = now(), disabled_by = 'partner' where organization_id = ${uuid}`;
      const changes = [first, second].flatMap(({ applicationId, environment }) => {
        const partner = { ...principalOf(platform, uuid, person, "OWNER"), environment };
        return [enableApplication, disableApplication, enableApplication].map((operation) =>
          runOperation(platform.runtime, partner, operation, { applicationId }, TEST_ORIGIN).catch(
            // Refused, because the operator was faster; anything else is a failure of this test.
            (error: { code?: string }) => expect(error.code).toBe("conflict"),
          ),
        );
      });
      await Promise.all([disableAll(uuid), ...changes, disableAll(uuid)]);
      const rows = await platform.database.owner`
        select distinct disabled_by from applications where organization_id = ${uuid}`;
      expect([...rows]).toEqual([{ disabled_by: "operator" }]);
    }
  });
});
