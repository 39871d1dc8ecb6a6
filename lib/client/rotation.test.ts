import { describe, expect, it } from "vitest";
import type { ApiKeyView, ApplicationUsage, KeyUsage, SigningKeyView } from "@/lib/schemas/application";
import {
  apiKeyRotation,
  rollbackOf,
  rotationSteps,
  signingKeyRotation,
  trafficByMinute,
  trafficShare,
  verdictOn,
} from "./rotation";

const NOW = Date.parse("2026-11-21T12:00:30Z");
const HOUR = 3600;
const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();
const ahead = (seconds: number) => ago(-seconds);

function apiKey(lastFour: string, change: Partial<ApiKeyView> = {}): ApiKeyView {
  return {
    id: `key_${lastFour}`,
    prefix: "nv_test_abcd",
    lastFour,
    status: "active",
    createdAt: ago(40 * 86_400),
    createdBy: null,
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    lastUsedAddress: null,
    lastUsedUserAgent: null,
    ...change,
  };
}

function signingKey(fingerprint: string, change: Partial<SigningKeyView> = {}): SigningKeyView {
  return {
    id: `sig_${fingerprint}`,
    fingerprint: fingerprint.repeat(16),
    modulusBits: 2048,
    publicKeyPem: "",
    status: "active",
    createdAt: ago(0),
    createdBy: null,
    retiresAt: null,
    lastUsedAt: null,
    lastUsedAddress: null,
    lastUsedUserAgent: null,
    ...change,
  };
}

function used(id: string, secondsAgo: number, address = "10.0.0.5"): KeyUsage {
  return {
    id,
    requests: { hour: 7, day: 7, week: 7 },
    lastUsedAt: ago(secondsAgo),
    lastUsedAddress: address,
    lastUsedUserAgent: null,
  };
}

function usage(change: Partial<ApplicationUsage> = {}): ApplicationUsage {
  return {
    serverTime: ago(0),
    apiKeys: [],
    signingKeys: [],
    minutes: [],
    permissions: [],
    unusedPermissions: [],
    ...change,
  };
}

const OLD = apiKey("4f2a", { status: "expiring", expiresAt: ahead(22 * HOUR) });
const NEW = apiKey("9c1d", { createdAt: ago(2 * HOUR) });

function open(apiKeys: KeyUsage[]) {
  const rotation = apiKeyRotation({ apiKeys: [OLD, NEW] }, usage({ apiKeys }), NOW);
  if (rotation === null) throw new Error("There are two live keys.");
  const [old] = rotation.older;
  if (old === undefined) throw new Error("The rotation has an old key.");
  return { rotation, old, newest: rotation.newest };
}

describe("finding a rotation", () => {
  it("sees none with one live key", () => {
    expect(apiKeyRotation({ apiKeys: [NEW] }, undefined, NOW)).toBeNull();
    const longGone = apiKey("0000", { status: "revoked", revokedAt: ago(25 * HOUR) });
    expect(apiKeyRotation({ apiKeys: [longGone, NEW] }, undefined, NOW)).toBeNull();
  });

  it("takes the key that was made last as the new one", () => {
    const { rotation } = open([]);
    expect([rotation.newest.name, rotation.older.map((key) => key.name)]).toEqual(["…9c1d", ["…4f2a"]]);
    expect(rotation.isOpen).toBe(true);
  });

  it("is over when the old key passed its date, though the list still calls it expiring", () => {
    const passed = { ...OLD, expiresAt: ago(1) };
    const rotation = apiKeyRotation({ apiKeys: [passed, NEW] }, undefined, NOW);
    expect(rotation?.isOpen).toBe(false);
  });

  it("does not take a revoked new key for the old one after going back", () => {
    const revokedNew = { ...NEW, status: "revoked" as const, revokedAt: ago(60) };
    expect(apiKeyRotation({ apiKeys: [OLD, revokedNew] }, undefined, NOW)).toBeNull();
  });

  it("goes by which signing key is current, not by which was added last", () => {
    const keys = [
      signingKey("aaaa", { createdAt: ago(99_999) }),
      signingKey("bbbb", { status: "retiring", retiresAt: ahead(HOUR) }),
    ];
    const rotation = signingKeyRotation({ signingKeys: keys }, undefined, NOW);
    expect(rotation?.newest.id).toBe("sig_aaaa");
    expect(rotation?.older.map((key) => key.id)).toEqual(["sig_bbbb"]);
  });
});

describe("safe to revoke", () => {
  it("only when the old key was quiet and the new one was not", () => {
    const { old, newest } = open([used(OLD.id, 2 * HOUR), used(NEW.id, 20)]);
    expect(verdictOn(old, newest, HOUR, NOW)).toEqual({
      isSafe: true,
      words: "…4f2a had no request in the last 1 h, while …9c1d had some.",
    });
  });

  it("not while the old key is used, and says when and from where", () => {
    const { old, newest } = open([used(OLD.id, 180), used(NEW.id, 20)]);
    expect(verdictOn(old, newest, 900, NOW)).toEqual({
      isSafe: false,
      words: "…4f2a was used 3 min ago from 10.0.0.5.",
    });
  });

  it("not by silence alone: the new key must have been used in that time too", () => {
    const never = open([used(OLD.id, 2 * HOUR)]);
    expect(verdictOn(never.old, never.newest, HOUR, NOW).isSafe).toBe(false);
    const stale = open([used(OLD.id, 5 * HOUR), used(NEW.id, 2 * HOUR)]);
    expect(verdictOn(stale.old, stale.newest, HOUR, NOW).isSafe).toBe(false);
  });

  it("holds exactly from the end of the quiet time on", () => {
    const before = open([used(OLD.id, 899), used(NEW.id, 1)]);
    expect(verdictOn(before.old, before.newest, 900, NOW).isSafe).toBe(false);
    const after = open([used(OLD.id, 900), used(NEW.id, 1)]);
    expect(verdictOn(after.old, after.newest, 900, NOW).isSafe).toBe(true);
  });
});

describe("the five steps", () => {
  const done = (apiKeys: KeyUsage[], quietSeconds = HOUR) =>
    rotationSteps(open(apiKeys).rotation, quietSeconds, NOW).map((step) => step.isDone);

  it("tick one after the other as the traffic moves", () => {
    expect(done([used(OLD.id, 5)])).toEqual([true, false, false, false, false]);
    expect(done([used(OLD.id, 5), used(NEW.id, 2)])).toEqual([true, true, false, false, false]);
    expect(done([used(OLD.id, 400), used(NEW.id, 2)])).toEqual([true, true, true, false, false]);
    expect(done([used(OLD.id, 2 * HOUR), used(NEW.id, 2)])).toEqual([true, true, true, true, false]);
  });

  it("are all ticked when the old key is revoked and the new one in use", () => {
    const revoked = { ...OLD, status: "revoked" as const, revokedAt: ago(30) };
    const rotation = apiKeyRotation(
      { apiKeys: [revoked, NEW] },
      usage({ apiKeys: [used(OLD.id, 40), used(NEW.id, 2)] }),
      NOW,
    );
    if (rotation === null) throw new Error("The old key was revoked just now.");
    expect(rotationSteps(rotation, HOUR, NOW).every((step) => step.isDone)).toBe(true);
  });
});

describe("the way back", () => {
  it("is the old key while it lives, and another key after that", () => {
    expect(rollbackOf(open([]).rotation)).toMatchObject({ kind: "go-back", to: { name: "…4f2a" } });
    const revoked = { ...OLD, status: "revoked" as const, revokedAt: ago(30) };
    const rotation = apiKeyRotation({ apiKeys: [revoked, NEW] }, undefined, NOW);
    expect(rotation && rollbackOf(rotation)).toEqual({ kind: "make-another" });
  });
});

describe("traffic", () => {
  const minute = (minutesAgo: number) =>
    new Date(Math.floor(NOW / 60_000) * 60_000 - minutesAgo * 60_000).toISOString();
  const row = (minutesAgo: number, apiKeyId: string, requests: number) => ({
    minute: minute(minutesAgo),
    apiKeyId,
    signingKeyId: "sig",
    requests,
  });

  it("is counted for the new key and for all others, minute by minute", () => {
    const { rotation } = open([]);
    const minutes = trafficByMinute(
      rotation,
      usage({ minutes: [row(0, NEW.id, 3), row(0, OLD.id, 1), row(59, OLD.id, 5), row(60, OLD.id, 99)] }),
      NOW,
    );
    expect(minutes).toHaveLength(60);
    expect(minutes[59]).toEqual({ minute: minute(0), newest: 3, older: 1 });
    expect(minutes[0]).toEqual({ minute: minute(59), newest: 0, older: 5 });
  });

  it("is shared by the last five minutes, or by the hour where those were silent", () => {
    const { rotation } = open([]);
    const share = (rows: ReturnType<typeof row>[]) =>
      trafficShare(trafficByMinute(rotation, usage({ minutes: rows }), NOW));
    expect(share([row(1, NEW.id, 8), row(30, OLD.id, 80)])).toEqual({ newest: 8, older: 0, minutes: 5 });
    expect(share([row(30, OLD.id, 80)])).toEqual({ newest: 0, older: 80, minutes: 60 });
  });
});
