/** Why a claim is missing or has the wrong form. The token's signature has verified, so its names are the caller's own. Pure. */
import { type Diagnosis, type Evidence, found, quote } from "@/lib/diagnosis/diagnosis";
import { JsonNumber } from "@/lib/security/strict-json";
import { parseToken, type TokenObject } from "@/lib/security/token-format";

const REQUIRED = ["iss", "aud", "sub", "method", "uri", "bodyHash", "iat", "exp", "jti"] as const;

/** The claims of a token whose form is right, or null. */
export function claimsOf(token: string): TokenObject | null {
  const parsed = parseToken(token);
  return parsed.ok ? parsed.payload : null;
}

/** A claim that is text, else the empty text. */
export function textClaim(token: string, name: string): string {
  const claims = claimsOf(token);
  const value = claims !== null && Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === "string" ? value : "";
}

const OTHER_NAMES: Readonly<Record<string, RegExp>> = {
  iss: /^issuer$/i,
  aud: /^audience$/i,
  sub: /^subject$/i,
  method: /^(http|request)?_?(method|verb)$|^htm$/i,
  uri: /^(request)?_?(uri|url|path|target|endpoint)$|^htu$/i,
  bodyHash: /^(body|request|payload|content)_?-?(hash|sha256|digest|sha_256)$|^(hash|digest)$/i,
  iat: /^(issued_?at|timestamp|ts|time)$/i,
  exp: /^(expires?_?(at|in)?|expiry|expiration)$/i,
  jti: /^(nonce|jwt_?id|token_?id|id|jwtid)$/i,
};

export function diagnoseClaimMissing({ token }: Pick<Evidence, "token">): Diagnosis | null {
  const claims = claimsOf(token);
  if (claims === null) return null;
  const missing = REQUIRED.filter((name) => !Object.hasOwn(claims, name));
  const names = Object.keys(claims);
  const misspelt = missing.flatMap((name) => {
    const other = names.find(
      (candidate) =>
        !REQUIRED.some((required) => required === candidate) &&
        (candidate.toLowerCase() === name.toLowerCase() || OTHER_NAMES[name]?.test(candidate)),
    );
    return other === undefined ? [] : [`${quote(other)} is called ${name}`];
  });
  if (misspelt.length > 0) {
    const rest = missing.length > misspelt.length ? ` Also missing: see received beside expected.` : "";
    return found(
      "claim_misspelt",
      `Claims have other names here: ${misspelt.join(", ")}.`,
      `Rename them; case counts.${rest}`,
    );
  }
  const nested = names.find((name) => {
    const value = claims[name];
    return (
      typeof value === "object" && value !== null && missing.some((claim) => Object.hasOwn(value, claim))
    );
  });
  if (nested !== undefined) {
    return found(
      "claims_nested",
      `The claims stand inside ${quote(nested)}.`,
      "Put them at the top of the payload.",
    );
  }
  if (["method", "uri", "bodyHash"].every((name) => !Object.hasOwn(claims, name))) {
    return found(
      "general_token",
      "This is a general token, which says nothing of the request.",
      `Add ${missing.join(", ")}, for each request anew.`,
    );
  }
  return found("claim_left_out", `Not there: ${missing.join(", ")}.`, "Add them to the payload.");
}

const TIMES = ["iat", "exp", "nbf"] as const;
const LATEST_SECONDS = 100_000_000_000;

/** Of the first claim that is wrong, in the order in which they are read. */
export function diagnoseClaimInvalid({ token }: Pick<Evidence, "token">): Diagnosis | null {
  const claims = claimsOf(token);
  if (claims === null) return null;
  for (const name of ["iss", "aud", "sub", "method", "uri"] as const) {
    if (typeof claims[name] !== "string") return notText(name, claims[name]);
  }
  const { bodyHash, jti } = claims;
  if (typeof bodyHash !== "string" || !/^[0-9a-f]{64}$/.test(bodyHash)) return badHash(bodyHash);
  for (const name of TIMES) {
    if (name === "nbf" && !Object.hasOwn(claims, name)) continue;
    const value = claims[name];
    if (!isTime(value)) return badTime(name, value);
  }
  if (typeof jti !== "string" || !/^[A-Za-z0-9._~-]{8,128}$/.test(jti)) return badJti(jti);
  return badLife(claims);
}

function notText(name: string, value: unknown): Diagnosis {
  if (value === null) return isNull(name);
  if (name === "aud" && Array.isArray(value)) {
    return found(
      "audience_list",
      "aud is a list.",
      "Send it as one text; some libraries have a setting for that.",
    );
  }
  return found("claim_of_other_type", `${name} is no text.`, "Send it in quotes, as a JSON string.");
}

function isNull(name: string): Diagnosis {
  return found("claim_null", `${name} is null.`, "A variable was empty when the token was made: fill it in.");
}

function badHash(value: unknown): Diagnosis {
  const write = "Write the SHA-256 of the body's bytes as 64 lower-case hex characters.";
  if (value === null || value === "") {
    return found(
      "hash_empty",
      "bodyHash is empty.",
      `${write} Without a body, that is the hash of zero bytes: e3b0c442…b855.`,
    );
  }
  if (typeof value !== "string") return found("claim_of_other_type", "bodyHash is no text.", write);
  if (/^[0-9a-f]{64}$/i.test(value))
    return found("hash_upper_case", "bodyHash is in upper case.", `${write}`);
  if (/^[0-9a-f]+$/i.test(value)) {
    const name = { 32: "MD5", 40: "SHA-1", 56: "SHA-224", 96: "SHA-384", 128: "SHA-512" }[value.length];
    const what = name === undefined ? "" : `, as many as ${name} gives`;
    return found("hash_of_other_length", `bodyHash has ${value.length} hex characters${what}.`, write);
  }
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(value)) {
    return found(
      "hash_in_base64",
      "bodyHash is in base64.",
      `${write} In Python: hexdigest(); in Node.js: digest("hex").`,
    );
  }
  if (/[0-9a-f]{64}/i.test(value)) {
    return found(
      "hash_prefixed",
      "bodyHash has other text beside the hash, such as sha256: or a file's name.",
      write,
    );
  }
  return found(
    "hash_of_other_length",
    `bodyHash has ${value.length} characters and is no hash in hex.`,
    write,
  );
}

function isTime(value: unknown): value is JsonNumber {
  return value instanceof JsonNumber && /^(0|[1-9][0-9]*)$/.test(value.text) && value.value <= LATEST_SECONDS;
}

function badTime(name: string, value: unknown): Diagnosis {
  const seconds = "Send whole seconds since 1970 as a plain number.";
  if (value === null) return isNull(name);
  if (typeof value === "string") {
    return /^\s*-?\d+(\.\d+)?\s*$/.test(value)
      ? found(
          "time_as_text",
          `${name} is in quotes.`,
          `${seconds} In JSON that is ${name}: 1795211844, without quotes.`,
        )
      : found("time_as_date", `${name} is a date or other text.`, seconds);
  }
  if (!(value instanceof JsonNumber)) return found("claim_of_other_type", `${name} is no number.`, seconds);
  if (value.text.startsWith("-")) return found("time_negative", `${name} is negative.`, seconds);
  if (value.value > LATEST_SECONDS) {
    return found(
      "milliseconds",
      `${name} is in milliseconds or finer.`,
      "Divide by 1000 and round down: Math.floor(Date.now() / 1000), Instant.now().getEpochSecond().",
    );
  }
  return found(
    "time_with_fraction",
    `${name} has a fraction or an exponent.`,
    `${seconds} Round down: int(time.time()), Math.floor(Date.now() / 1000).`,
  );
}

function badJti(value: unknown): Diagnosis {
  const write = "Take a random UUID, or 32 hex characters of 16 random bytes.";
  if (value === null) return isNull("jti");
  if (typeof value !== "string") return found("claim_of_other_type", "jti is no text.", write);
  if (/^[A-Za-z0-9._~-]*$/.test(value)) {
    return found("jti_length", `jti has ${value.length} characters: 8 to 128 are allowed.`, write);
  }
  return found(
    "jti_characters",
    "jti has other characters than A-Z a-z 0-9 . _ ~ -.",
    `${write} Base64 needs base64url.`,
  );
}

function badLife({ iat, exp }: TokenObject): Diagnosis | null {
  if (!(iat instanceof JsonNumber) || !(exp instanceof JsonNumber)) return null;
  const set = "Set exp to iat + 30: the moment at which the token ends, in seconds since 1970.";
  return exp.value <= 86_400 * 366
    ? found("duration_as_time", `exp is ${exp.text}, a duration.`, set)
    : found("exp_not_after_iat", "exp is not after iat.", set);
}
