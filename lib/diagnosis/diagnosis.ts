/** What the diagnoses are given and what they give. Pure. */
import type { Cause } from "@/lib/diagnosis/causes";
import { redact } from "@/lib/security/redact";
import type { VerificationKey } from "@/lib/security/verification-key";

/** The likely cause of a refusal: a stable name, and what happened and what to change in plain sentences. */
export type Diagnosis = { cause: Cause; hint: string };

/** A key of the same application that is known beside those that verify. */
export type OwnKeys = {
  /** The application's other API keys, by what may be shown of them. */
  apiKeys: readonly { id: string; prefix: string; lastFour: string }[];
  /** Signing keys that have ended, the latest first. */
  formerSigningKeys: readonly VerificationKey[];
};

/** What is known of a body. */
export type BodyEvidence = {
  /** Null where the body went by in a stream. */
  bytes: Uint8Array | null;
  /** SHA-256 of what arrived, in lower-case hex. */
  sha256: string;
  /** SHA-256 of the file inside a form. */
  fileSha256: string | null;
};

/** Everything about a refused request whose API key is proven. Nothing of it but what the caller knows gets into a hint. */
export type Evidence = {
  method: string;
  target: string;
  /** A header's value by its lower-case name; null without one. */
  header: (name: string) => string | null;
  token: string;
  apiKey: string;
  apiKeyId: string;
  applicationId: string;
  issuer: string;
  audience: string;
  nowSeconds: number;
  /** The keys that verify. */
  signingKeys: readonly VerificationKey[];
  /** Once it has been read. */
  body: BodyEvidence | null;
  /** Where they could be read. */
  own: OwnKeys | null;
};

/** `happened`: one sentence; `change`: one or two. */
export function found(cause: Cause, happened: string, change: string): Diagnosis {
  return { cause, hint: `${happened} ${change}` };
}

const LONGEST_QUOTE = 60;

/** A text of the caller's, fit to stand in a hint: credentials masked, invisible characters escaped, cut. */
export function quote(text: string): string {
  const safe = redact(text);
  return safe.length <= LONGEST_QUOTE ? safe : `${safe.slice(0, LONGEST_QUOTE - 1)}…`;
}

/** The first that is found; later ones are not tried. */
export function firstOf(...tries: (() => Diagnosis | null)[]): Diagnosis | null {
  for (const attempt of tries) {
    const diagnosis = attempt();
    if (diagnosis !== null) return diagnosis;
  }
  return null;
}
