/** Which form of a key's name stands in `kid` instead of its fingerprint. Pure. */
import { createHash, type KeyObject } from "node:crypto";
import { type Diagnosis, type Evidence, found } from "@/lib/diagnosis/diagnosis";
import { parseToken } from "@/lib/security/token-format";
import type { VerificationKey } from "@/lib/security/verification-key";

const WRITE =
  "Write the SHA-256 of the public key's SPKI DER in lower-case hex, as in expected, or leave kid out.";

export function diagnoseKeyId(evidence: Evidence): Diagnosis | null {
  const parsed = parseToken(evidence.token);
  if (!parsed.ok) return null;
  if (evidence.signingKeys.length === 0) {
    return found(
      "no_active_key",
      "This application has no signing key that verifies.",
      "Register a public key on the application's page.",
    );
  }
  const { kid } = parsed.header;
  if (kid === undefined) return null;
  if (typeof kid !== "string") return found("kid_is_not_text", "kid is no text.", WRITE);
  return (
    identifier(kid, evidence) ??
    formerKey(kid, evidence) ??
    evidence.signingKeys.reduce<Diagnosis | null>((known, key) => known ?? otherForm(kid, key), null) ??
    unknown(kid)
  );
}

function identifier(kid: string, { apiKey, apiKeyId, applicationId }: Evidence): Diagnosis | null {
  if (kid === applicationId) return found("kid_is_application_id", "kid is the application's id.", WRITE);
  if (kid === apiKey || /^nv_(test|live)_/i.test(kid)) {
    return found("kid_is_api_key", "kid is an API key.", `${WRITE} A key has no place in a token.`);
  }
  if (kid === apiKeyId || /^key_/.test(kid)) {
    return found("kid_is_api_key_id", "kid is the id of an API key.", `kid names the signing key. ${WRITE}`);
  }
  return null;
}

function formerKey(kid: string, { own }: Evidence): Diagnosis | null {
  const wanted = kid.toLowerCase().replaceAll(":", "");
  const former = own?.formerSigningKeys.find(({ fingerprint }) => fingerprint === wanted);
  if (former === undefined) return null;
  return found(
    "kid_of_former_key",
    "kid names a signing key of this application that was replaced and has ended.",
    "Sign with the private key of the current one, whose fingerprint is in expected.",
  );
}

function otherForm(kid: string, key: VerificationKey): Diagnosis | null {
  const { fingerprint } = key;
  const text = kid.trim();
  const hex = text
    .toLowerCase()
    .replace(/^sha-?256[:=]/, "")
    .replace(/[: -]/g, "");
  if (hex === fingerprint)
    return found("kid_misspelt", "kid is the right fingerprint, spelt otherwise.", WRITE);
  const bytes = Buffer.from(fingerprint, "hex");
  const bare = text
    .replace(/^sha-?256[:=]/i, "")
    .replace(/=+$/, "")
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  if (bare === bytes.toString("base64url")) {
    return found("kid_in_base64", "kid is the right fingerprint in base64.", WRITE);
  }
  if (bare === thumbprint(key.key) || hex === Buffer.from(thumbprint(key.key), "base64url").toString("hex")) {
    return found("kid_is_thumbprint", "kid is the JWK thumbprint (RFC 7638) of the right key.", WRITE);
  }
  if (otherHashes(key.key).some((hash) => hash === hex)) {
    return found("kid_of_other_encoding", "kid is a hash of the right key in another encoding.", WRITE);
  }
  if (hex.length >= 8 && hex.length < 64 && fingerprint.startsWith(hex)) {
    return found(
      "kid_cut",
      "kid is the beginning of the right fingerprint.",
      `All 64 characters are needed. ${WRITE}`,
    );
  }
  return null;
}

/** RFC 7638: SHA-256 of the required members in lexicographic order. */
function thumbprint(key: KeyObject): string {
  const { e, kty, n } = key.export({ format: "jwk" });
  return createHash("sha256").update(JSON.stringify({ e, kty, n })).digest("base64url");
}

function otherHashes(key: KeyObject): string[] {
  const pem = key.export({ format: "pem", type: "spki" }).toString();
  const pkcs1 = key.export({ format: "der", type: "pkcs1" });
  const spki = key.export({ format: "der", type: "spki" });
  const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
  const sha1 = (data: Buffer) => createHash("sha1").update(data).digest("hex");
  return [sha256(pem), sha256(pem.trimEnd()), sha256(pkcs1), sha1(spki), sha1(pkcs1)];
}

function unknown(kid: string): Diagnosis {
  return /^[0-9a-f]{64}$/i.test(kid)
    ? found(
        "kid_not_registered",
        "kid has the form of a fingerprint, and this application never had such a key.",
        "Register the public half of your private key, or sign with the registered one; look whether the application is the one you mean.",
      )
    : found("kid_of_own_naming", "kid is a name of your own.", WRITE);
}
