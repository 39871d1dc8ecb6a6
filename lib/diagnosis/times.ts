/** What is wrong with the clock, or with how long a token is kept. The token's signature has verified. Pure. */
import { claimsOf } from "@/lib/diagnosis/claims";
import { type Diagnosis, type Evidence, found } from "@/lib/diagnosis/diagnosis";
import { JsonNumber } from "@/lib/security/strict-json";

const QUARTER_SECONDS = 15 * 60;
/** Between the zones furthest apart (UTC-12 and UTC+14). */
const FURTHEST_SECONDS = 14 * 3600;
/** How far a clock that is right but for its zone may be off, the request's way included. */
const ZONE_TOLERANCE_SECONDS = 60;
/** Beyond it, a token that somebody kept is likelier than a clock that wrong. */
const LARGEST_DRIFT_SECONDS = 300;
const SHORT_LIFE_SECONDS = 5;
const SYNCHRONIZE = "Keep the machine's clock right with NTP (chrony, systemd-timesyncd).";

type Times = { iat: number; exp: number; nbf: number | null };

function timesOf(token: string): Times | null {
  const claims = claimsOf(token);
  const seconds = (name: string) => {
    const value = claims !== null && Object.hasOwn(claims, name) ? claims[name] : null;
    return value instanceof JsonNumber && Number.isFinite(value.value) ? value.value : null;
  };
  const [iat, exp] = [seconds("iat"), seconds("exp")];
  return iat === null || exp === null ? null : { iat, exp, nbf: seconds("nbf") };
}

export function diagnoseExpired({
  token,
  nowSeconds,
}: Pick<Evidence, "token" | "nowSeconds">): Diagnosis | null {
  const times = timesOf(token);
  if (times === null) return null;
  const age = nowSeconds - times.iat;
  const life = times.exp - times.iat;
  const zone = zoneOf(age);
  if (zone !== null) return wrongZone(zone, "behind");
  if (life <= SHORT_LIFE_SECONDS && age <= life + SHORT_LIFE_SECONDS) {
    return found(
      "life_too_short",
      `The token lived ${duration(life)}, and arrived ${duration(age)} after iat.`,
      "Set exp to iat + 30, so that the way to us and a clock a little off do not matter.",
    );
  }
  if (age <= LARGEST_DRIFT_SECONDS) {
    return found(
      "clock_behind",
      `Your clock is ${duration(age)} behind.`,
      `${SYNCHRONIZE} If it is right, the token was ${duration(age)} old when it arrived: sign right before sending, not before queueing.`,
    );
  }
  return found(
    "token_kept",
    `The token was made ${duration(age)} ago by its iat.`,
    `Do not keep tokens: sign a fresh one for every request. If you do, your clock is ${duration(age)} behind.`,
  );
}

export function diagnoseNotYetValid({
  token,
  nowSeconds,
}: Pick<Evidence, "token" | "nowSeconds">): Diagnosis | null {
  const times = timesOf(token);
  if (times === null) return null;
  const { iat, nbf } = times;
  if (nbf !== null && nbf > iat && iat <= nowSeconds + 5) {
    return found(
      "not_before_ahead",
      `nbf is ${duration(nbf - iat)} after iat.`,
      "Leave nbf out, or set it to iat: a token is for the request that is sent now.",
    );
  }
  const ahead = iat - nowSeconds;
  const zone = zoneOf(ahead);
  if (zone !== null) return wrongZone(zone, "ahead");
  return found("clock_ahead", `Your clock is ${duration(ahead)} ahead.`, SYNCHRONIZE);
}

/** The offset as that of a time zone, in seconds; null when it is nothing like one. */
function zoneOf(offset: number): number | null {
  const quarters = Math.round(offset / QUARTER_SECONDS);
  const zone = quarters * QUARTER_SECONDS;
  if (quarters < 1 || zone > FURTHEST_SECONDS) return null;
  // Offsets of quarters are rare (Nepal, Chatham); a smaller one than half an hour is none.
  if (zone < 2 * QUARTER_SECONDS) return null;
  return Math.abs(offset - zone) <= ZONE_TOLERANCE_SECONDS ? zone : null;
}

function wrongZone(zone: number, where: "behind" | "ahead"): Diagnosis {
  return found(
    "time_zone",
    `Your times are ${duration(zone)} ${where}, like those of another time zone.`,
    "Seconds since 1970 count in UTC everywhere: do not take them from a local time (utcnow().timestamp() in Python, mktime in PHP, DateTime.Now in .NET).",
  );
}

const DEFAULTS = new Set([300, 600, 900, 1200, 1800, 3600, 7200, 28_800, 43_200, 86_400, 604_800, 2_592_000]);

export function diagnoseLifetime({ token }: Pick<Evidence, "token">): Diagnosis | null {
  const times = timesOf(token);
  if (times === null) return null;
  const life = times.exp - times.iat;
  const set = "Set exp to iat + 30, and make a token for each request.";
  return DEFAULTS.has(life)
    ? found("library_default", `The token would live ${duration(life)}, as libraries set it by default.`, set)
    : found("lifetime", `The token would live ${duration(life)}.`, set);
}

/** A token that was good on arrival and ended before the last byte of the body was there. */
export function diagnoseSlowBody(): Diagnosis {
  return found(
    "slow_body",
    "The token was good when the request began, and ended before its body was there.",
    "Sign large bodies for the full 60 s, and start sending at once.",
  );
}

/** `42 s`, `27 min`, `5 h 30 min`, `12 days`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 180) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 48) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return `${Math.round(hours / 24)} days`;
}
