/**
 * What the proven may not do, at every endpoint there is: without its permission, with ids that are not the caller's, and
 * as a viewer. Each is refused in the specified way and changes no row of any table.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newUuid } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { runOperation } from "@/lib/operations/run";
import { API_PERMISSIONS, type ApiPermission, readNeededBy } from "@/lib/permissions";
import type { UserPrincipal } from "@/lib/principal";
import { actingMember } from "@/test/integration/support/actors";
import { errorOf, expectRefusal, fieldPaths, withoutRequestId } from "@/test/integration/support/answers";
import {
  callEndpoint,
  endpointCases,
  fillPattern,
  inputIds,
  makeRequest,
  makeRowsFor,
  parametersOf,
  type ReadyRequest,
} from "@/test/integration/support/endpoints";
import { idMembersOf, makeIdFor } from "@/test/integration/support/ids-in-bodies";
import { makeApplication, TEST_ORIGIN, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

let platform: TestPlatform;
let healthy: TestApplication;
/** Of another organization, and of the same one's other environment. */
let others: readonly TestApplication[];
let viewer: UserPrincipal;
const lacking = new Map<ApiPermission, TestApplication>();

beforeAll(async () => {
  platform = await startTestPlatform();
  healthy = await makeApplication(platform);
  const { organizationId } = healthy;
  others = [
    await makeApplication(platform),
    await makeApplication(platform, { organizationId, environment: "production" }),
  ];
  viewer = await actingMember(platform, organizationId, "VIEWER");
  for (const { permission } of endpointCases) {
    if (permission !== null && !lacking.has(permission)) {
      lacking.set(permission, await applicationWithout(permission));
    }
  }
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

/** Everything but `permission` and the write that needs it. */
function applicationWithout(permission: ApiPermission): Promise<TestApplication> {
  const permissions = API_PERMISSIONS.filter(
    (held) => held !== permission && readNeededBy(held) !== permission,
  );
  return makeApplication(platform, { organizationId: healthy.organizationId, permissions });
}

/** Ids that are nobody's or no ids at all, by how `own` is spelt. */
function unknownIds(own: string): string[] {
  return [
    own.replace(/[0-9a-f-]{36}$/, newUuid()),
    own.toUpperCase(),
    own.replace(/^[a-z]+_/, "usr_"),
    own.replace(/^[a-z]+_/, ""),
    `${own}%20`,
    "x",
    "%27%20or%20true--",
    "__proto__",
  ];
}

/** For each endpoint alike: what is made first, then what is tried, then proof that no row is another. */
describe.each(endpointCases)("$title", (endpoint) => {
  let ready: ReadyRequest;
  let rows: Record<string, string>;
  const foreignRows: Record<string, string>[] = [];
  const foreignInBody = new Map<string, string[]>();
  const members = idMembersOf(endpoint);

  beforeAll(async () => {
    ready = await makeRequest(endpoint, platform, healthy);
    const hasParameters = parametersOf(endpoint.pattern).length > 0;
    for (const application of hasParameters ? others : []) {
      foreignRows.push(await makeRowsFor(endpoint.pattern, platform, application));
    }
    for (const member of members) {
      const made = others.map((application) => makeIdFor(member, { platform, application }));
      foreignInBody.set(member, await Promise.all(made));
    }
    // A row of the caller's own, but below another parent.
    if (parametersOf(endpoint.pattern).length > 1) {
      foreignRows.push(await makeRowsFor(endpoint.pattern, platform, healthy));
    }
    rows = await rowDigests(platform.database);
  });

  it.each(endpoint.permission === null ? [] : [endpoint.permission])(
    "refuses an application that lacks %s alone",
    async (permission) => {
      const application = lacking.get(permission) ?? healthy;
      const answer = await callEndpoint(platform, endpoint, ready, application);
      expectRefusal(answer, 403, "permission_missing");
      expect(errorOf(answer)).toMatchObject({
        code: "forbidden",
        message: "Your API key does not have permission to perform this action.",
        details: { required: [permission] },
      });
    },
  );

  it.each(parametersOf(endpoint.pattern))(
    "answers somebody else's %s exactly like one that never was",
    async (name) => {
      const own = ready.ids[name] ?? "";
      const isOutermost = parametersOf(endpoint.pattern)[0] === name;
      const foreign = foreignRows
        .filter((_, index) => !isOutermost || index < others.length)
        .map((ids) => ids[name] ?? "");
      const shown: unknown[] = [];
      for (const value of [...foreign, ...unknownIds(own)].filter((candidate) => candidate !== own)) {
        const target = fillPattern(endpoint.pattern, { ...ready.ids, [name]: value });
        const answer = await callEndpoint(platform, endpoint, { ...ready, target }, healthy);
        expectRefusal(answer, 404, "not_found");
        shown.push(withoutRequestId(answer));
      }
      for (const one of shown) expect(one).toEqual(shown[0]);
    },
  );

  it.each(members)("refuses somebody else's id in %s at this field", async (member) => {
    const { body } = ready;
    if (body === undefined) throw new Error(`${endpoint.title} takes ids in no body.`);
    const isList = member.endsWith("Ids");
    for (const id of [
      ...(foreignInBody.get(member) ?? []),
      ...unknownIdsLike(foreignInBody.get(member)?.[0]),
    ]) {
      const changed = body.changed({ [member]: isList ? [id] : id });
      const answer = await callEndpoint(platform, endpoint, { ...ready, body: changed }, healthy);
      expect(fieldPaths(answer)).toEqual([isList ? `${member}[0]` : member]);
    }
  });

  it.each(endpoint.permission === null ? [] : [endpoint.method])(
    "lets a viewer read and nothing else: %s",
    async (method) => {
      // The endpoint's declaration is the whole operation; its type leaves out what only the door may do.
      const operation = endpoint.declaration.operation as Operation;
      const input = inputIds(endpoint, ready.ids);
      const run = runOperation(platform.runtime, viewer, operation, input, TEST_ORIGIN);
      if (method === "GET") await expect(run).resolves.toBeDefined();
      else await expect(run).rejects.toMatchObject({ status: 403, reason: "permission_missing" });
    },
  );

  it("has changed no row by any of these", async () => {
    expect(await rowDigests(platform.database)).toEqual(rows);
  });
});

/** In a body only what stands for itself: nothing is decoded there. */
function unknownIdsLike(own = ""): string[] {
  return unknownIds(own).filter((id) => !id.includes("%"));
}
