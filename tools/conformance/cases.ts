/** The published requests of the kit, read from `cases.json`. */
import file from "./cases.json";

type BodyText = { text?: string; base64?: string; repeat?: number };

type WrittenCase = {
  id: string;
  about: string;
  method: string;
  target: string;
  body: BodyText;
  apiKey?: string;
  signingKey?: string;
};

export type ApiKeyPair = { apiKey: string; apiKeyId: string };
export type SigningKeyPair = { fingerprint: string; publicKeyPem: string; privateKeyPem: string };

/** One request that a signer is asked to sign. */
export type ConformanceCase = ApiKeyPair & {
  id: string;
  about: string;
  method: string;
  target: string;
  body: Buffer;
  signingKey: SigningKeyPair;
};

const apiKeys: Record<string, ApiKeyPair> = file.apiKeys;
export const signingKeys: Record<string, SigningKeyPair> = file.signingKeys;

function bodyBytes({ text = "", base64, repeat = 1 }: BodyText): Buffer {
  return base64 === undefined ? Buffer.from(text.repeat(repeat)) : Buffer.from(base64, "base64");
}

function resolve(written: WrittenCase): ConformanceCase {
  const { apiKey = "first", signingKey = "first", body, ...rest } = written;
  const [apiKeyPair, keyPair] = [apiKeys[apiKey], signingKeys[signingKey]];
  if (apiKeyPair === undefined || keyPair === undefined)
    throw new Error(`cases.json: ${written.id} names no key`);
  return { ...rest, ...apiKeyPair, body: bodyBytes(body), signingKey: keyPair };
}

/** All requests, in the order in which they are asked. */
export const CASES: readonly ConformanceCase[] = file.cases.map(resolve);
