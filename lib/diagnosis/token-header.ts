/** Why `alg` or another member of the token's header is refused. Pure. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { type Diagnosis, type Evidence, found, quote } from "@/lib/diagnosis/diagnosis";
import { parseToken } from "@/lib/security/token-format";

const USE = "Set the library to RS256 and give it the private key that you registered the public half of.";

export function diagnoseAlgorithm({ token, apiKey }: Pick<Evidence, "token" | "apiKey">): Diagnosis | null {
  const parsed = parseToken(token);
  if (!parsed.ok) return null;
  const { alg } = parsed.header;
  if (alg === undefined)
    return found("algorithm_missing", "The token's header has no alg.", `Add "alg":"RS256".`);
  if (typeof alg !== "string") {
    return found("other_algorithm", "alg is no text.", `Write "alg":"RS256".`);
  }
  if (/^HS/i.test(alg)) return sharedSecret(alg, parsed, apiKey);
  if (/^none$/i.test(alg)) {
    return found("unsigned", "The token is not signed.", USE);
  }
  if (/^PS\d/i.test(alg)) {
    return found(
      "pss",
      `${quote(alg)} signs with PSS padding.`,
      "The same key works with RS256: change the algorithm alone.",
    );
  }
  if (/^(ES\d|EdDSA|Ed\d|ES256K)/i.test(alg)) {
    return found(
      "elliptic_curve",
      `${quote(alg)} is of an elliptic curve.`,
      "Make an RSA key of 2048 bits or more, register its public half and sign with RS256.",
    );
  }
  if (/^RS(384|512)$/i.test(alg)) {
    return found(
      "other_hash",
      `${quote(alg)} uses another hash.`,
      "The same key works with RS256: change the algorithm alone.",
    );
  }
  if (/^(RSA?-?_?(SHA-?)?256|SHA256withRSA|RS256)$/i.test(alg.trim())) {
    return found("algorithm_misspelt", `alg is spelt ${quote(alg)}.`, "Write exactly RS256, in upper case.");
  }
  return found("other_algorithm", `alg is ${quote(alg)}.`, USE);
}

/** The key has been sent in this very request, so whether it is the secret of its token tells the caller nothing new. */
function sharedSecret(
  alg: string,
  parsed: { signingInput: string; signature: Buffer },
  apiKey: string,
): Diagnosis {
  const name = { HS256: "sha256", HS384: "sha384", HS512: "sha512" }[alg.toUpperCase()];
  if (name !== undefined) {
    const mac = createHmac(name, apiKey).update(parsed.signingInput).digest();
    if (mac.length === parsed.signature.length && timingSafeEqual(mac, parsed.signature)) {
      return found(
        "api_key_as_secret",
        `The token is signed with ${alg}, with the API key as the secret.`,
        USE,
      );
    }
  }
  return found("shared_secret", `${quote(alg)} signs with a shared secret, and this API shares none.`, USE);
}

const KEY_MEMBERS = ["jwk", "jku", "x5c", "x5u", "x5t", "x5t#S256"];
const EXTENSIONS = ["crit", "b64", "zip", "cty", "enc", "p2s", "p2c"];
const CLAIMS = ["iss", "aud", "sub", "method", "uri", "bodyHash", "iat", "exp", "nbf", "jti"];

export function diagnoseHeader({ token }: Pick<Evidence, "token">): Diagnosis | null {
  const parsed = parseToken(token);
  if (!parsed.ok) return null;
  const other = Object.keys(parsed.header).find((name) => !["alg", "typ", "kid"].includes(name));
  if (other === undefined) {
    return found(
      "type_misspelt",
      "typ is not exactly JWT.",
      `Write "typ":"JWT" in upper case, or leave it out.`,
    );
  }
  if (KEY_MEMBERS.includes(other)) {
    return found(
      "key_in_header",
      `The header brings a key along (${other}).`,
      "Remove it: only registered keys count.",
    );
  }
  if (CLAIMS.includes(other)) {
    return found(
      "claims_in_header",
      `The claim ${other} stands in the header.`,
      "Claims belong into the payload, the second part.",
    );
  }
  if (EXTENSIONS.includes(other)) {
    return found(
      "extension_in_header",
      `The header has the extension ${other}.`,
      "Turn it off in the library, or remove it.",
    );
  }
  return found(
    "other_member",
    `The header has a member ${quote(other)}.`,
    "Only alg, typ and kid may be there: remove it.",
  );
}
