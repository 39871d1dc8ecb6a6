import { decodeBase64url } from "./base64url";
import { parseStrictJson } from "./strict-json";
import { refuse, type TokenRefusal } from "./token-refusal";

/** Tokens above this size are refused before anything in them is read. */
export const MAXIMUM_TOKEN_BYTES = 4096;

/** A JSON object of a token; numbers are `JsonNumber`s. Read members only after `Object.hasOwn`. */
export type TokenObject = Readonly<Record<string, unknown>>;

/** A token taken apart, nothing verified yet. `signingInput` is the ASCII text that was signed. */
export type ParsedToken = {
  ok: true;
  header: TokenObject;
  payload: TokenObject;
  signingInput: string;
  signature: Buffer;
};

const FORM = "three parts of canonical unpadded base64url, joined by dots";

function malformed(message: string, received: string): TokenRefusal {
  return refuse("token_malformed", message, { expected: FORM, received });
}

function parsePart(name: "header" | "payload", bytes: Buffer): TokenObject | TokenRefusal {
  const result = parseStrictJson(bytes, { numbers: "tokens" });
  const expected = "one JSON object (RFC 8259) in UTF-8, no member name twice";
  if (!result.ok) {
    return refuse("token_malformed", `The token's ${name} is not valid JSON: ${result.problem}.`, {
      expected,
    });
  }
  const { value } = result;
  if (typeof value !== "object" || value === null || Array.isArray(value) || !isPlain(value)) {
    return refuse("token_malformed", `The token's ${name} is JSON, but not an object.`, { expected });
  }
  return value;
}

function isPlain(value: object): value is TokenObject {
  return Object.getPrototypeOf(value) === Object.prototype;
}

function isRefusal(part: TokenObject | TokenRefusal): part is TokenRefusal {
  return part.ok === false && "reason" in part;
}

/**
 * Takes a compact JWS (RFC 7515, section 7.1) apart, accepting exactly one spelling of it.
 *
 * @param token the text after `Bearer `; one character per byte of the header
 * @returns the parts, or `token_missing`, `token_too_large` (more than 4,096 bytes) or `token_malformed`
 */
export function parseToken(token: string): ParsedToken | TokenRefusal {
  if (token === "") {
    return refuse("token_missing", "The request carries no token.", {
      expected: "the header Authorization: Bearer <token>, with a token signed for this request",
      received: "no token",
    });
  }
  if (token.length > MAXIMUM_TOKEN_BYTES) {
    return refuse("token_too_large", "The token is too large. Leave out claims that are not required.", {
      expected: `at most ${MAXIMUM_TOKEN_BYTES} bytes`,
      received: `${token.length} bytes`,
    });
  }
  const [headerPart, payloadPart, signaturePart, ...others] = token.split(".");
  if (
    headerPart === undefined ||
    payloadPart === undefined ||
    signaturePart === undefined ||
    others.length > 0
  ) {
    return malformed("The token does not have three parts.", `${token.split(".").length} part(s)`);
  }
  const headerBytes = decodeBase64url(headerPart);
  const payloadBytes = decodeBase64url(payloadPart);
  const signature = decodeBase64url(signaturePart);
  if (headerBytes === null) return notCanonical("first part (header)", headerPart);
  if (payloadBytes === null) return notCanonical("second part (payload)", payloadPart);
  if (signature === null) return notCanonical("third part (signature)", signaturePart);
  const header = parsePart("header", headerBytes);
  if (isRefusal(header)) return header;
  const payload = parsePart("payload", payloadBytes);
  if (isRefusal(payload)) return payload;
  return { ok: true, header, payload, signingInput: `${headerPart}.${payloadPart}`, signature };
}

function notCanonical(which: string, part: string): TokenRefusal {
  const seen = part.includes("=")
    ? "padding (=)"
    : /[+/]/.test(part)
      ? "characters of the standard base64 alphabet (+ or /)"
      : /[^A-Za-z0-9_-]/.test(part)
        ? "characters outside the base64url alphabet"
        : "a last character with unused bits that are not zero, or an impossible length";
  return malformed(`The token's ${which} is not canonical base64url.`, seen);
}
