/** Why the token is no compact JWS. It is unverified text, so nothing of it is repeated but how it is made. Pure. */
import { type Diagnosis, found } from "@/lib/diagnosis/diagnosis";

const PLACEHOLDER =
  /^(undefined|null|none|nil|false|true|nan|\[object \w+\]|<.*>|\$\w+|\$?\{.*\}|\{\{.*\}\}|%\w+%|your[-_ ].*|token|jwt)$/i;

export function diagnoseTokenMalformed(token: string): Diagnosis {
  return around(token) ?? parts(token) ?? spelling(token) ?? contents(token);
}

/** What was wrapped around the token, or stands there instead. */
function around(token: string): Diagnosis | null {
  const text = token.trim();
  if (/^bearer\b/i.test(text)) {
    return found(
      "bearer_twice",
      "Bearer stands there twice.",
      "Your HTTP library adds it: give it the token alone.",
    );
  }
  if (/^b['"]/.test(text)) {
    return found(
      "python_bytes",
      "The token stands inside b'…', as Python prints bytes.",
      "Call .decode('ascii') on it.",
    );
  }
  if (/^['"“`]|['"”`]$/.test(text)) {
    return found(
      "quoted",
      "There are quotes around the token.",
      "Send it without; a JSON encoder may have added them.",
    );
  }
  if (/^\{\s*"/.test(text) || /^eyJwYXlsb2FkI/.test(text)) {
    return found(
      "json_serialization",
      "This is a JWS in JSON form.",
      "Use the compact serialization: header.payload.signature in one line.",
    );
  }
  if (PLACEHOLDER.test(text)) {
    const what = text.startsWith("[object")
      ? "an object was turned into text"
      : "a variable was not filled in";
    return found(
      "placeholder",
      `There is no token after Bearer: ${what}.`,
      "Look at the code that signs; await its result if it is a promise.",
    );
  }
  if (/^nv_(test|live)_/i.test(text)) {
    return found(
      "api_key_as_token",
      "Bearer is followed by an API key.",
      "It belongs into x-api-key; here goes the signed token.",
    );
  }
  if (/,\s*(bearer\s+)?eyJ/i.test(text)) {
    return found(
      "two_tokens",
      "There are two tokens in one header.",
      "Send one; look for a proxy or client that adds its own.",
    );
  }
  if (/%[0-9a-f]{2}/i.test(text)) {
    return found(
      "url_encoded",
      "The token was percent-encoded.",
      "Headers take it as it is: do not encode it for URLs.",
    );
  }
  if (/\s|\\[nr]/.test(token)) {
    return found(
      "broken_into_lines",
      "There are spaces or line breaks inside the token or before it.",
      "Encode in one line (base64 -w0, openssl base64 -A) and put exactly one space after Bearer.",
    );
  }
  return null;
}

function parts(token: string): Diagnosis | null {
  const count = token.split(".").length;
  if (count === 3) return null;
  if (count === 5) {
    return found(
      "encrypted_token",
      "Five parts make an encrypted token (JWE).",
      "Sign it instead, as a JWS with RS256.",
    );
  }
  if (count === 2) {
    return found(
      "signature_missing",
      "The token ends after the payload.",
      "Add a dot and the signature over the first two parts, in base64url.",
    );
  }
  return found(
    "other_number_of_parts",
    `The token has ${count} part${count === 1 ? "" : "s"}.`,
    "It has three, joined by dots: header, payload and signature, each in base64url.",
  );
}

function spelling(token: string): Diagnosis | null {
  if (token.includes("=")) {
    return found("padded", "The token has base64 padding.", "Remove every = at the end of each part.");
  }
  if (/[+/]/.test(token)) {
    return found(
      "standard_base64",
      "The token is in standard base64.",
      "Use base64url: - in place of +, _ in place of /, and no =.",
    );
  }
  const [header = "", payload = ""] = token.split(".");
  if (/^7b22[0-9a-f]*$/i.test(header)) {
    return found("hex", "The parts are written in hexadecimal.", "Encode the bytes as base64url instead.");
  }
  if ([header, payload].every(isCanonical) && isCanonical(token.split(".")[2] ?? "")) return null;
  return found(
    "not_base64url",
    "A part has characters or bits that base64url does not have.",
    "Encode with a library's base64url; do not cut or add anything to the parts.",
  );
}

function isCanonical(part: string): boolean {
  return Buffer.from(part, "base64url").toString("base64url") === part;
}

/** The parts can be decoded: what they hold is no object, or a bad one. */
function contents(token: string): Diagnosis {
  const [header, payload] = token.split(".", 2).map((part) => Buffer.from(part, "base64url"));
  const texts = [header, payload].map((bytes) => bytes?.toString("utf8") ?? "");
  if (texts.some((text) => text.startsWith("\ufeff"))) {
    return found(
      "byte_order_mark",
      "The JSON inside the token begins with a byte order mark.",
      "Encode it as UTF-8 without one (in .NET: new UTF8Encoding(false)).",
    );
  }
  if (texts.some((text) => /^"|^eyJ/.test(text))) {
    return found(
      "encoded_twice",
      "A part holds text inside which the JSON is.",
      "Serialize each part once and encode it as base64url once.",
    );
  }
  const isEach = texts.map((text) => isObject(text));
  if (isEach.every(Boolean)) {
    return found(
      "member_twice",
      "A member name stands twice in header or claims.",
      "Give each member once, at every depth.",
    );
  }
  const which = isEach[0] ? "second part (claims)" : "first part (header)";
  return found(
    "not_json",
    `The ${which} is not a JSON object.`,
    "Serialize it with a JSON library, as UTF-8.",
  );
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Which part of the token takes the room. */
export function diagnoseTokenTooLarge(token: string): Diagnosis {
  const [header = "", payload = ""] = token.split(".", 2);
  if (header.length > token.length / 2) {
    return found(
      "large_header",
      `The token's header has ${header.length} bytes.`,
      "It needs alg only: leave certificates out.",
    );
  }
  const largest = largestMember(payload);
  if (largest !== null && largest.bytes > payload.length / 4) {
    const isUri = largest.name === "uri";
    return found(
      "large_claim",
      `The claim ${largest.known} has ${largest.bytes} bytes.`,
      isUri
        ? "Shorten the query: ask for less, or in several requests."
        : "Leave out what this API does not ask for.",
    );
  }
  return found(
    "many_claims",
    `The token's claims have ${payload.length} bytes.`,
    "Leave out what this API does not ask for.",
  );
}

const KNOWN = new Set(["iss", "aud", "sub", "method", "uri", "bodyHash", "iat", "exp", "nbf", "jti"]);

function largestMember(payload: string): { name: string; known: string; bytes: number } | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (typeof claims !== "object" || claims === null) return null;
    const sized = Object.entries(claims).map(([name, value]) => ({
      name,
      // A name that nobody has verified is not repeated.
      known: KNOWN.has(name) ? name : "that is largest, one of your own,",
      bytes: Buffer.byteLength(JSON.stringify(value) ?? ""),
    }));
    return sized.toSorted((a, b) => b.bytes - a.bytes)[0] ?? null;
  } catch {
    return null;
  }
}
