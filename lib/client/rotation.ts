/**
 * How far a rotation is: which key carries the traffic, whether the old one may be revoked, what is left to do.
 * Pure: the present is an argument.
 */
import { formatRelative, formatSpan } from "@/lib/client/time";
import { shortFingerprint, shortKeyName } from "@/lib/client/words";
import type { ApplicationUsage, ApplicationView, KeyUsage } from "@/lib/schemas/application";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** A rotation that ended is shown as finished for this long. */
const REMEMBERED_MS = 24 * 60 * MINUTE_MS;
/** Traffic counts as moved when the old key had nothing for this long. */
const SETTLED_MS = 5 * MINUTE_MS;

export const QUIET_TIMES_SECONDS = { "15m": 900, "1h": 3600, "24h": 86_400, "7d": 604_800 } as const;
export type QuietTime = keyof typeof QUIET_TIMES_SECONDS;

export type LastUse = Pick<KeyUsage, "lastUsedAt" | "lastUsedAddress" | "lastUsedUserAgent">;

export type Credential = LastUse & {
  id: string;
  /** `…4f2a`, or the first characters of a fingerprint. */
  name: string;
  /** When it ends, or ended; `null` while nothing ends it. */
  endsAt: string | null;
  isLive: boolean;
};

export type Rotation = {
  kind: "api-key" | "signing-key";
  newest: Credential;
  /** What it replaces: live ones, or such as ended within the last day. */
  older: Credential[];
  /** Old and new are both accepted. */
  isOpen: boolean;
};

/** The last use of a key: the live figures where they are newer than what the application's own view says. */
export function lastUseOf(key: { id: string } & LastUse, usage: readonly KeyUsage[]): LastUse {
  const live = usage.find(({ id }) => id === key.id);
  const newer = live !== undefined && (live.lastUsedAt ?? "") >= (key.lastUsedAt ?? "") ? live : key;
  const { lastUsedAt, lastUsedAddress, lastUsedUserAgent } = newer;
  return { lastUsedAt, lastUsedAddress, lastUsedUserAgent };
}

/** More than one live API key, or a key that was replaced within the last day; `null` for neither. */
export function apiKeyRotation(
  application: Pick<ApplicationView, "apiKeys">,
  usage: ApplicationUsage | undefined,
  now: number,
): Rotation | null {
  const keys = application.apiKeys.map((key) => ({
    createdAt: key.createdAt,
    id: key.id,
    name: shortKeyName(key),
    endsAt: key.revokedAt ?? key.expiresAt,
    isLive: key.revokedAt === null && isAhead(key.expiresAt, now),
    ...lastUseOf(key, usage?.apiKeys ?? []),
  }));
  const newest = latest(keys.filter((key) => key.isLive));
  if (newest === undefined) return null;
  const older = keys.filter(
    (key) => key.id !== newest.id && key.createdAt <= newest.createdAt && isOfInterest(key, now),
  );
  return rotationOf("api-key", newest, older);
}

/** An open overlap, or a signing key that was replaced within the last day; `null` for neither. */
export function signingKeyRotation(
  application: Pick<ApplicationView, "signingKeys">,
  usage: ApplicationUsage | undefined,
  now: number,
): Rotation | null {
  const keys = application.signingKeys.map((key) => ({
    createdAt: key.createdAt,
    fingerprint: key.fingerprint,
    isCurrent: key.status === "active",
    id: key.id,
    name: shortFingerprint(key.fingerprint),
    endsAt: key.retiresAt,
    isLive: key.status !== "retired" && isAhead(key.retiresAt, now),
    ...lastUseOf(key, usage?.signingKeys ?? []),
  }));
  const newest = keys.find((key) => key.isCurrent);
  if (newest === undefined) return null;
  const older = keys.filter(
    // After going back to a former key its earlier row is the same key, not one that was replaced.
    (key) => !key.isCurrent && key.fingerprint !== newest.fingerprint && isOfInterest(key, now),
  );
  return rotationOf("signing-key", newest, older);
}

function rotationOf(kind: Rotation["kind"], newest: Credential, older: Credential[]): Rotation | null {
  return older.length === 0 ? null : { kind, newest, older, isOpen: older.some((key) => key.isLive) };
}

function isAhead(endsAt: string | null, now: number): boolean {
  return endsAt === null || Date.parse(endsAt) > now;
}

function isOfInterest(key: Pick<Credential, "isLive" | "endsAt">, now: number): boolean {
  return key.isLive || (key.endsAt !== null && now - Date.parse(key.endsAt) < REMEMBERED_MS);
}

function latest<Key extends { createdAt: string }>(keys: readonly Key[]): Key | undefined {
  return keys.reduce<Key | undefined>(
    (found, key) => (found === undefined || key.createdAt > found.createdAt ? key : found),
    undefined,
  );
}

export type Verdict = { isSafe: boolean; words: string };

/**
 * Whether the old key may be revoked: it had no request for the quiet time while the new one had some in that time.
 * Says otherwise what is missing.
 */
export function verdictOn(old: Credential, newest: Credential, quietSeconds: number, now: number): Verdict {
  const quiet = formatSpan(quietSeconds * SECOND_MS);
  if (old.lastUsedAt !== null && now - Date.parse(old.lastUsedAt) < quietSeconds * SECOND_MS) {
    const from = old.lastUsedAddress === null ? "" : ` from ${old.lastUsedAddress}`;
    return { isSafe: false, words: `${old.name} was used ${formatRelative(old.lastUsedAt, now)}${from}.` };
  }
  if (newest.lastUsedAt === null) {
    return { isSafe: false, words: `${newest.name} was not used yet. Give it to your service first.` };
  }
  if (now - Date.parse(newest.lastUsedAt) >= quietSeconds * SECOND_MS) {
    return {
      isSafe: false,
      words: `Neither key had a request in the last ${quiet}, so silence says nothing about ${old.name}.`,
    };
  }
  return {
    isSafe: true,
    words: `${old.name} had no request in the last ${quiet}, while ${newest.name} had some.`,
  };
}

export type RotationStep = { id: string; title: string; detail: string; isDone: boolean };

/** The five steps of a rotation; each looks at the facts, so that nothing has to be ticked by hand. */
export function rotationSteps(
  { kind, newest, older }: Rotation,
  quietSeconds: number,
  now: number,
): RotationStep[] {
  const live = older.filter((key) => key.isLive);
  const oldNames = older.map((key) => key.name).join(", ");
  const verdicts = live.map((key) => verdictOn(key, newest, quietSeconds, now));
  const used = newest.lastUsedAt;
  const stillUsed = live.find((key) => !hasMoved(key, newest, now));
  const end = kind === "api-key" ? "revoked or expired" : "retired";
  return [
    {
      id: "created",
      title:
        kind === "api-key" ? `Replacement key ${newest.name} created` : `${newest.name} is the signing key`,
      detail: "",
      isDone: true,
    },
    {
      id: "seen",
      title: `${newest.name} seen in use`,
      detail:
        used === null
          ? "Give it to your service, or send a test request with it."
          : `Last request ${formatRelative(used, now)}${fromAddress(newest)}.`,
      isDone: used !== null,
    },
    {
      id: "moved",
      title: `All traffic on ${newest.name}`,
      detail:
        stillUsed === undefined || stillUsed.lastUsedAt === null
          ? ""
          : `${stillUsed.name} was used ${formatRelative(stillUsed.lastUsedAt, now)}${fromAddress(stillUsed)}.`,
      isDone: used !== null && stillUsed === undefined,
    },
    {
      id: "quiet",
      title:
        live.length === 0
          ? `${oldNames} quiet`
          : `${oldNames} quiet for ${formatSpan(quietSeconds * SECOND_MS)}`,
      detail:
        live.length === 0
          ? "Requests with it are refused."
          : (verdicts.find((verdict) => !verdict.isSafe)?.words ?? ""),
      isDone: verdicts.every((verdict) => verdict.isSafe),
    },
    { id: "ended", title: `${oldNames} ${end}`, detail: "", isDone: live.length === 0 },
  ];
}

function hasMoved(old: Credential, newest: Credential, now: number): boolean {
  if (newest.lastUsedAt === null) return false;
  if (old.lastUsedAt === null) return true;
  const last = Date.parse(old.lastUsedAt);
  return last < Date.parse(newest.lastUsedAt) && now - last >= SETTLED_MS;
}

function fromAddress({ lastUsedAddress }: Credential): string {
  return lastUsedAddress === null ? "" : ` from ${lastUsedAddress}`;
}

export type Rollback =
  /** The old key still works: going back to it costs nothing. */
  { kind: "go-back"; to: Credential } | { kind: "make-another" };

/** The way back, if the new key turns out to be bad. */
export function rollbackOf({ older }: Rotation): Rollback {
  const to = older.find((key) => key.isLive);
  return to === undefined ? { kind: "make-another" } : { kind: "go-back", to };
}

export type MinuteTraffic = { minute: string; newest: number; older: number };

/** Sixty minutes up to now, each with the requests of the new key and of all others. */
export function trafficByMinute(rotation: Rotation, usage: ApplicationUsage, now: number): MinuteTraffic[] {
  const current = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const minutes = Array.from({ length: 60 }, (_, index) => ({
    minute: new Date(current - (59 - index) * MINUTE_MS).toISOString(),
    newest: 0,
    older: 0,
  }));
  for (const row of usage.minutes) {
    const bucket = minutes[59 - Math.round((current - Date.parse(row.minute)) / MINUTE_MS)];
    if (bucket === undefined) continue;
    const id = rotation.kind === "api-key" ? row.apiKeyId : row.signingKeyId;
    bucket[id === rotation.newest.id ? "newest" : "older"] += row.requests;
  }
  return minutes;
}

export type TrafficShare = { newest: number; older: number; minutes: number };

const LIVE_MINUTES = 5;

/** Who carries the traffic now: of the last five minutes, or of the hour where those had nothing. */
export function trafficShare(minutes: readonly MinuteTraffic[]): TrafficShare {
  const recent = sum(minutes.slice(-LIVE_MINUTES), LIVE_MINUTES);
  return recent.newest + recent.older > 0 ? recent : sum(minutes, minutes.length);
}

function sum(minutes: readonly MinuteTraffic[], count: number): TrafficShare {
  return {
    newest: minutes.reduce((total, { newest }) => total + newest, 0),
    older: minutes.reduce((total, { older }) => total + older, 0),
    minutes: count,
  };
}
