/**
 * Why a signature does not verify. A public key opens whatever its private key closed (RFC 8017, section 5.2.2), so one
 * operation per key tells whether the key is the right one, and what was signed with it. Pure.
 */
import { type Diagnosis, type Evidence, found } from "@/lib/diagnosis/diagnosis";
import { openBlock, readBlock, signedText } from "@/lib/diagnosis/signature-block";
import { diagnoseSignatureForm, modulusBytes, unwrapped } from "@/lib/diagnosis/signature-form";
import { isPss } from "@/lib/diagnosis/signature-pss";
import { type ParsedToken, parseToken } from "@/lib/security/token-format";
import type { VerificationKey } from "@/lib/security/verification-key";

/** Former keys that are tried, so that the work stays bounded. */
const MOST_FORMER_KEYS = 3;
const SIGN =
  "Sign header.payload, the first two parts as they stand in the token with the dot between, with RSASSA-PKCS1-v1_5 and SHA-256.";

export function diagnoseSignature(evidence: Evidence): Diagnosis | null {
  const parsed = parseToken(evidence.token);
  if (!parsed.ok) return null;
  const active = evidence.signingKeys.slice(0, 2);
  const wrapped = unwrapped(parsed.signature, active).find(({ bytes }) => opens(active, bytes));
  if (wrapped !== undefined) return wrapped.diagnosis;
  for (const key of active) {
    const diagnosis = byKey(parsed, key, evidence);
    if (diagnosis !== null) return diagnosis;
  }
  const former = (evidence.own?.formerSigningKeys ?? [])
    .slice(0, MOST_FORMER_KEYS)
    .find((key) => opens([key], parsed.signature));
  if (former !== undefined) {
    return found(
      "former_key",
      `The signature is of the signing key ${former.fingerprint.slice(0, 16)}…, which this application had before.`,
      "It was replaced and has ended: give the service the private key of the current one, or go back to the former key on the application's page.",
    );
  }
  return diagnoseSignatureForm(parsed.signature, active) ?? otherKey(active);
}

function opens(keys: readonly VerificationKey[], signature: Buffer): boolean {
  return keys.some(({ key }) => {
    const block = openBlock(key, signature);
    return block !== null && readBlock(block) !== null;
  });
}

function otherKey(active: readonly VerificationKey[]): Diagnosis {
  const bits = Math.max(...active.map((key) => modulusBytes(key) * 8), 0);
  return found(
    "other_private_key",
    `The signature has the length of an RSA key of ${bits} bits, and no key of this application made it.`,
    "Print the fingerprint of your private key (openssl pkey -in private-key.pem -pubout -outform DER | openssl dgst -sha256 -r) and compare it with expected; then sign with the registered one or register this one.",
  );
}

/** What this key signed; null when it did not. */
function byKey(parsed: ParsedToken, candidate: VerificationKey, evidence: Evidence): Diagnosis | null {
  const { signature, signingInput } = parsed;
  if (signature.length !== modulusBytes(candidate)) return null;
  const block = openBlock(candidate.key, signature);
  const content = block === null ? null : readBlock(block);
  if (content === null) {
    const reversed = openBlock(candidate.key, Buffer.from(signature).reverse());
    if (reversed !== null && readBlock(reversed) !== null) {
      return found(
        "signature_reversed",
        "The signature's bytes are in reverse order, as CryptoAPI of Windows gives them.",
        "Reverse them before encoding.",
      );
    }
    return block !== null && isPss(candidate.key, block, signingInput, signature)
      ? found(
          "signed_with_pss",
          "The registered key made this signature, with PSS padding.",
          "Choose PKCS#1 v1.5 (RSASSA-PKCS1-v1_5): RS256, not PS256.",
        )
      : null;
  }
  if (content.digest === "sha256" || content.digest === null) {
    const what = signedText(content.bytes, content.digest, parsed, evidence);
    if (what === "the_right_text") {
      return content.digest === null ? withoutName() : kidOfOther(parsed, candidate);
    }
    if (what !== null) return what;
  }
  if (content.digest === null) return withoutName();
  if (content.digest !== "sha256") {
    return found(
      "other_digest",
      `The registered key made this signature, with ${content.digest.toUpperCase()}.`,
      "Use SHA-256, as RS256 says.",
    );
  }
  return found(
    "other_bytes_signed",
    "The registered key made this signature, over other bytes than this header and payload.",
    `Something changed the token after signing, or something else was signed. ${SIGN}`,
  );
}

function withoutName(): Diagnosis {
  return found(
    "digest_without_name",
    "The registered key closed a digest without its DigestInfo, as raw RSA or openssl rsautl does.",
    "Use the library's signing function, which adds it: openssl dgst -sha256 -sign.",
  );
}

/** It verifies with this key, so `kid` has named another one. */
function kidOfOther({ header }: ParsedToken, { fingerprint }: VerificationKey): Diagnosis | null {
  if (header.kid === undefined || header.kid === fingerprint) return null;
  return found(
    "kid_of_other_key",
    `The signature is of your signing key ${fingerprint.slice(0, 16)}…, and kid names another one.`,
    "Take kid from the key that signs, or leave it out.",
  );
}
