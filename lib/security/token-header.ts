import type { TokenObject } from "./token-format";
import { describeValue, refuse, type TokenRefusal } from "./token-refusal";
import type { VerificationKey } from "./verification-key";

const MEMBERS = new Set(["alg", "typ", "kid"]);
const KEYS_TRIED_WITHOUT_KID = 2;

function checkAlgorithm(header: TokenObject): TokenRefusal | null {
  const alg = Object.hasOwn(header, "alg") ? header.alg : undefined;
  if (alg === "RS256") return null;
  return refuse("algorithm_not_allowed", "The token's alg is not allowed. Sign with RS256.", {
    expected: "RS256",
    received: describeValue(alg),
  });
}

function checkMembers(header: TokenObject): TokenRefusal | null {
  const other = Object.keys(header).find((name) => !MEMBERS.has(name));
  if (other !== undefined) {
    return refuse("header_not_allowed", "The token's header has a member that is not allowed. Remove it.", {
      expected: "alg, optionally typ and kid, nothing else",
      received: `a member named ${JSON.stringify(other)}`,
    });
  }
  if (!Object.hasOwn(header, "typ") || header.typ === "JWT") return null;
  return refuse("header_not_allowed", "The token's typ is not allowed. Leave it out or send JWT.", {
    expected: "no typ, or JWT",
    received: describeValue(header.typ),
  });
}

/**
 * Checks the JOSE header (RFC 7515, section 4): `alg` exactly `RS256`, then no member but `typ` (`JWT`) and
 * `kid`, then `kid`. Nothing in the header is ever used to find or fetch a key.
 *
 * @param signingKeys the application's active signing keys
 * @returns the keys to verify with (the one named by `kid`, else the first two), or
 *   `algorithm_not_allowed`, `header_not_allowed` or `signing_key_unknown`
 */
export function selectKeys(
  header: TokenObject,
  signingKeys: readonly VerificationKey[],
): { ok: true; keys: readonly VerificationKey[] } | TokenRefusal {
  const refusal = checkAlgorithm(header) ?? checkMembers(header);
  if (refusal !== null) return refusal;
  const hasKid = Object.hasOwn(header, "kid");
  const keys = hasKid
    ? signingKeys.filter((candidate) => candidate.fingerprint === header.kid).slice(0, 1)
    : signingKeys.slice(0, KEYS_TRIED_WITHOUT_KID);
  if (keys.length > 0) return { ok: true, keys };
  const known = signingKeys.map((candidate) => candidate.fingerprint).join(" or ");
  return refuse(
    "signing_key_unknown",
    hasKid
      ? "The token's kid is not the fingerprint of an active signing key of this application."
      : "This application has no active signing key.",
    {
      expected: known === "" ? "an active signing key" : known,
      received: hasKid ? describeValue(header.kid) : "no kid",
      hint: "kid is optional. If sent, it is the lower-case hex SHA-256 of the public key's SPKI DER.",
    },
  );
}
