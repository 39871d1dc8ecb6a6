/** Why a token id came twice. Pure. */
import { type Diagnosis, found } from "@/lib/diagnosis/diagnosis";

const TAKE = "Take 128 random bits for each request (a UUID), also for each retry.";
const NEAR_SECONDS = 86_400;

export function diagnoseReplay(
  jti: string,
  request: { bodyHash: string; nowSeconds: number; ids: readonly string[] },
): Diagnosis {
  if (isTime(jti, request.nowSeconds)) {
    return found("jti_from_time", "jti is the time, which two requests of one moment share.", TAKE);
  }
  if (
    /^0*\d{1,9}$/.test(jti) ||
    (/\D0*\d{1,4}$/.test(jti) && /^(req|request|id|jti|token|nonce)\W?0*\d+$/i.test(jti))
  ) {
    return found("jti_counter", "jti is a counter, which begins anew or runs in several processes.", TAKE);
  }
  if (jti === request.bodyHash || request.bodyHash.startsWith(jti)) {
    return found("jti_from_request", "jti is the hash of the body, which equal requests share.", TAKE);
  }
  if (request.ids.includes(jti) || /^(.)\1+$/.test(jti.replaceAll("-", "")) || isWords(jti)) {
    return found("jti_constant", "jti is a fixed text.", TAKE);
  }
  return found(
    "token_sent_again",
    "This token, or another one with the same jti, was sent before.",
    "Sign anew for every attempt: a retry, a redirect and a proxy that repeats requests need a fresh token each.",
  );
}

/** One in forty random texts of 22 base64url characters has no digit either, but none that is so long has one case alone. */
function isWords(jti: string): boolean {
  return !/\d/.test(jti) && (jti.length < 16 || jti === jti.toLowerCase() || jti === jti.toUpperCase());
}

/** Seconds, milliseconds or finer since 1970, of about now. */
function isTime(jti: string, nowSeconds: number): boolean {
  const digits = /^\D{0,12}(?<digits>\d{10}(\d{3}){0,3})$/.exec(jti)?.groups?.digits;
  if (digits === undefined) return false;
  return Math.abs(Number(digits.slice(0, 10)) - nowSeconds) < NEAR_SECONDS;
}
