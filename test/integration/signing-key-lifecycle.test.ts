import { createHash, createPublicKey } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { endSigningKeyOverlap } from "@/lib/operations/applications/end-signing-key-overlap";
import { getApplication } from "@/lib/operations/applications/get";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { revertSigningKey } from "@/lib/operations/applications/revert-signing-key";
import { runOperation } from "@/lib/operations/run";
import type { Principal } from "@/lib/principal";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { actionsOf, historyOf } from "@/test/integration/support/history";
import {
  call,
  makeApplication,
  makeKeyPair,
  operator,
  reasonOf,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { meetAtApplication } from "@/test/integration/support/race";
import { type SecondServer, startSecondServer } from "@/test/integration/support/start-second-server";

const CHECK = "/api/v1/signature-check";
const HOUR_SECONDS = 3600;

type KeyPair = ReturnType<typeof makeKeyPair>;

let platform: TestPlatform;
let application: TestApplication;
let start: Date;
let next: KeyPair;
let third: KeyPair;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  start = new Date(Math.floor(Date.now() / 1000) * 1000);
  platform.clock.now = start;
  application = await makeApplication(platform);
  [next, third] = [makeKeyPair(), makeKeyPair()];
});

const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);

const fingerprintOf = ({ publicKeyPem }: KeyPair) =>
  createHash("sha256")
    .update(createPublicKey(publicKeyPem).export({ type: "spki", format: "der" }))
    .digest("hex");

const actor = (): Principal => operator(application.organizationId);
const named = () => ({ applicationId: application.applicationId });

type Options = { overlapSeconds?: number; expectedFingerprint?: string };

const replace = ({ publicKeyPem }: KeyPair, options: Options = {}, principal = actor()) =>
  runOperation(
    platform.runtime,
    principal,
    replaceSigningKey,
    { ...named(), publicKeyPem, ...options },
    TEST_ORIGIN,
  );
const revert = (expected: Options = {}, principal = actor()) =>
  runOperation(platform.runtime, principal, revertSigningKey, { ...named(), ...expected }, TEST_ORIGIN);
const endOverlap = (expected: Options = {}, principal = actor()) =>
  runOperation(platform.runtime, principal, endSigningKeyOverlap, { ...named(), ...expected }, TEST_ORIGIN);

/** 200, or the reason why a request signed with this key is refused. */
async function outcome(key: KeyPair, withKid = false, server = platform): Promise<unknown> {
  const sign = withKid ? { keyFingerprint: fingerprintOf(key) } : {};
  const answer = await call(server, { ...application, ...key }, "GET", CHECK, { sign });
  return answer.status === 200 ? 200 : reasonOf(answer);
}

/** What is shown, by fingerprint, in the order that it is shown in. */
async function shown(): Promise<[string, string][]> {
  const view = await runOperation(platform.runtime, actor(), getApplication, named(), TEST_ORIGIN);
  return view.signingKeys.map(({ fingerprint, status }) => [fingerprint, status]);
}

describe("replacing the signing key with an overlap", () => {
  it("lets both verify, by kid or by trying, until exactly its end", async () => {
    await replace(next, { overlapSeconds: HOUR_SECONDS });
    platform.clock.now = new Date(later(HOUR_SECONDS).getTime() - 1);
    for (const withKid of [false, true]) {
      expect([await outcome(application, withKid), await outcome(next, withKid)]).toEqual([200, 200]);
    }
    platform.clock.now = later(HOUR_SECONDS);
    expect([await outcome(application), await outcome(next)]).toEqual(["signature_invalid", 200]);
    expect([await outcome(application, true), await outcome(next, true)]).toEqual([
      "signing_key_unknown",
      200,
    ]);
  });

  it("ends an earlier overlap for good: at most two keys verify", async () => {
    await replace(next, { overlapSeconds: HOUR_SECONDS });
    await replace(third, { overlapSeconds: HOUR_SECONDS });
    expect([await outcome(application), await outcome(next), await outcome(third)]).toEqual([
      "signature_invalid",
      200,
      200,
    ]);
    const [row] = await platform.database.owner`
      select retires_at, retired_at from signing_keys
       where application_id = ${application.applicationId.slice(4)} and fingerprint = ${fingerprintOf(application)}`;
    expect(row).toEqual({ retires_at: start, retired_at: start });
  });
});

describe("replacing the signing key at once", () => {
  it("is seen by a server whose clock is behind", async () => {
    const process: SecondServer = await startSecondServer(platform);
    try {
      // The second server goes by the real time, a minute behind this one.
      const second: TestPlatform = { ...platform, port: process.port, clock: { now: new Date() } };
      expect(await outcome(application, false, second)).toBe(200);
      platform.clock.now = new Date(Date.now() + 60_000);
      await replace(next);
      expect(await outcome(application, false, second)).toBe("signature_invalid");
      expect(await outcome(next, false, second)).toBe(200);
      await replace(third, { overlapSeconds: HOUR_SECONDS });
      expect(await outcome(next, false, second)).toBe(200);
      await endOverlap();
      expect(await outcome(next, false, second)).toBe("signature_invalid");
    } finally {
      await process.stop();
    }
  });

  it("may return to a former key, which is shown once", async () => {
    await replace(next);
    await replace(application);
    expect(await shown()).toEqual([
      [fingerprintOf(application), "active"],
      [fingerprintOf(next), "retired"],
    ]);
    expect([await outcome(application), await outcome(next)]).toEqual([200, "signature_invalid"]);
  });

  it("refuses the key that is current already", async () => {
    await expect(replace(application)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("going back while the overlap is open", () => {
  it("swaps the two, any number of times, and moves the end of neither", async () => {
    await replace(next, { overlapSeconds: HOUR_SECONDS });
    const order = async () => (await shown()).map(([fingerprint]) => fingerprint);
    for (const current of [application, next, application]) {
      expect(await revert()).toMatchObject({ signingKeyFingerprint: fingerprintOf(current) });
      expect((await order())[0]).toBe(fingerprintOf(current));
      expect([await outcome(application), await outcome(next)]).toEqual([200, 200]);
    }
    platform.clock.now = new Date(later(HOUR_SECONDS).getTime() - 1);
    expect([await outcome(application), await outcome(next)]).toEqual([200, 200]);
    platform.clock.now = later(HOUR_SECONDS);
    expect([await outcome(application), await outcome(next)]).toEqual([200, "signature_invalid"]);
    expect(await shown()).toEqual([
      [fingerprintOf(application), "active"],
      [fingerprintOf(next), "retired"],
    ]);
  });

  it("is refused once the window is over or was ended, and where there was none", async () => {
    const none = { code: "conflict", message: expect.stringContaining("No overlap is open") };
    await expect(revert()).rejects.toMatchObject(none);
    await expect(endOverlap()).rejects.toMatchObject(none);
    await replace(next, { overlapSeconds: HOUR_SECONDS });
    await endOverlap();
    await expect(revert()).rejects.toMatchObject(none);
    await replace(third, { overlapSeconds: HOUR_SECONDS });
    platform.clock.now = later(HOUR_SECONDS);
    await expect(revert()).rejects.toMatchObject(none);
  });
});

describe("ending the overlap", () => {
  it("leaves the current key alone, also after a swap", async () => {
    await replace(next, { overlapSeconds: HOUR_SECONDS });
    await revert();
    expect(await endOverlap()).toMatchObject({ signingKeyFingerprint: fingerprintOf(application) });
    expect([await outcome(application), await outcome(next)]).toEqual([200, "signature_invalid"]);
    expect(await shown()).toEqual([
      [fingerprintOf(application), "active"],
      [fingerprintOf(next), "retired"],
    ]);
  });
});

describe("people who change the signing key at the same moment", () => {
  it("are two, and one of them wins", async () => {
    const calls = [() => replace(next), () => replace(third)];
    const outcomes = await meetAtApplication(platform, application, calls);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find((one) => one.status === "rejected");
    expect(lost?.reason).toMatchObject({ code: "conflict", message: expect.stringContaining("same moment") });
    const answers = [await outcome(application), await outcome(next), await outcome(third)];
    expect(answers.filter((answer) => answer === 200)).toHaveLength(1);
  });

  it("do not end each other's key: of a swap and an end only one happens", async () => {
    await replace(next, { overlapSeconds: HOUR_SECONDS });
    const calls = [() => revert(), () => endOverlap(), () => revert()];
    const outcomes = await meetAtApplication(platform, application, calls);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("are told apart by the key that they saw", async () => {
    const expectedFingerprint = fingerprintOf(application);
    await replace(next, { expectedFingerprint, overlapSeconds: HOUR_SECONDS });
    await expect(replace(third, { expectedFingerprint })).rejects.toMatchObject({
      code: "conflict",
      details: { fingerprint: fingerprintOf(next) },
    });
    await expect(revert({ expectedFingerprint })).rejects.toMatchObject({ code: "conflict" });
    await expect(endOverlap({ expectedFingerprint })).rejects.toMatchObject({ code: "conflict" });
    await endOverlap({ expectedFingerprint: fingerprintOf(next) });
  });
});

describe("the history of signing keys", () => {
  it("has a row for each change, which names the keys by their fingerprints", async () => {
    await replace(next, { overlapSeconds: HOUR_SECONDS });
    await revert();
    await endOverlap();
    expect((await actionsOf(platform, application.applicationId)).slice(2)).toEqual([
      "signing_key.replaced",
      "signing_key.reverted",
      "signing_key.overlap_ended",
    ]);
    expect((await historyOf(platform, application.applicationId)).at(-1)).toMatchObject({
      before: { retiringFingerprint: fingerprintOf(next), retiresAt: later(HOUR_SECONDS).toISOString() },
      after: {
        signingKeyFingerprint: fingerprintOf(application),
        retiredFingerprint: fingerprintOf(next),
      },
    });
  });
});

describe("who changes the signing key", () => {
  it("holds the permission and has proven who they are in the last ten minutes", async () => {
    const { organizationId } = application;
    await replace(next, { overlapSeconds: HOUR_SECONDS });
    const viewer = await actingMember(platform, organizationId, "VIEWER");
    const stale = await actingMember(platform, organizationId, "OWNER", { proofAgeSeconds: 601 });
    for (const [principal, reason] of [
      [viewer, "permission_missing"],
      [stale, "proof_required"],
    ] as const) {
      const refused = { status: 403, reason };
      await expect(replace(third, {}, principal)).rejects.toMatchObject(refused);
      await expect(revert({}, principal)).rejects.toMatchObject(refused);
      await expect(endOverlap({}, principal)).rejects.toMatchObject(refused);
    }
    expect([await outcome(application), await outcome(next)]).toEqual([200, 200]);
  });

  it("may do everything that the application may: its signatures pay, so a developer's key does not", async () => {
    const { organizationId } = application;
    const developer = await actingMember(platform, organizationId, "DEVELOPER");
    const refused = {
      status: 403,
      reason: "permission_missing",
      message: expect.stringContaining("An owner or admin can do this"),
      details: { missing: ["PAYMENTS_WRITE"] },
    };
    await expect(replace(next, {}, developer)).rejects.toMatchObject(refused);
    await replace(next, { overlapSeconds: HOUR_SECONDS });
    await expect(revert({}, developer)).rejects.toMatchObject(refused);
    expect([await outcome(application), await outcome(next)]).toEqual([200, 200]);
    await endOverlap({}, developer);
    await replace(
      third,
      { overlapSeconds: HOUR_SECONDS },
      await actingStaff(platform, organizationId, "NUVERA_ADMIN"),
    );
    await revert({}, await actingMember(platform, organizationId, "ADMIN"));

    application = await makeApplication(platform, { organizationId, permissions: ["CUSTOMERS_READ"] });
    await replace(makeKeyPair(), { overlapSeconds: HOUR_SECONDS }, developer);
    await revert({}, developer);
  });
});
