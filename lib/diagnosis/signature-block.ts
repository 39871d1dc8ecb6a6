/** What an RSA signature holds once its public key has opened it (RFC 8017, section 9.2). Pure. */
import { constants, createHash, type KeyObject, publicDecrypt } from "node:crypto";
import { type Diagnosis, type Evidence, found } from "@/lib/diagnosis/diagnosis";
import type { ParsedToken } from "@/lib/security/token-format";

/** The beginnings of DigestInfo, up to the digest itself (RFC 8017, section 9.2, note 1). */
const DIGEST_INFOS: readonly (readonly [name: string, prefix: string])[] = [
  ["sha256", "3031300d060960864801650304020105000420"],
  ["sha384", "3041300d060960864801650304020205000430"],
  ["sha512", "3051300d060960864801650304020305000440"],
  ["sha1", "3021300906052b0e03021a05000414"],
  ["sha224", "302d300d06096086480165030402040500041c"],
  ["md5", "3020300c06082a864886f70d020505000410"],
];

/** The signature raised to the public exponent; null where it is longer or larger than the modulus. */
export function openBlock(key: KeyObject, signature: Buffer): Buffer | null {
  try {
    return publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
  } catch {
    return null;
  }
}

/** `digest`: the hash that DigestInfo names, null without a DigestInfo; `bytes`: the digest, or all there is. */
export type BlockContent = { digest: string | null; bytes: Buffer };

/** What lies behind the padding of PKCS#1 v1.5; null when there is no such padding, as with another key. */
export function readBlock(block: Buffer): BlockContent | null {
  if (block[0] !== 0 || block[1] !== 1) return null;
  const end = block.indexOf(0, 2);
  if (end < 10 || block.subarray(2, end).some((byte) => byte !== 0xff)) return null;
  const content = block.subarray(end + 1);
  const hex = content.toString("hex");
  const info = DIGEST_INFOS.find(([, prefix]) => hex.startsWith(prefix));
  return info === undefined
    ? { digest: null, bytes: content }
    : { digest: info[0], bytes: content.subarray(info[1].length / 2) };
}

/** Which text has this SHA-256; `digest` is null where the bytes may be anything. Null when it is none that is known. */
export function signedText(
  bytes: Buffer,
  digest: string | null,
  parsed: ParsedToken,
  evidence: Pick<Evidence, "token">,
): Diagnosis | "the_right_text" | null {
  const is = (text: string | Buffer) => bytes.equals(sha256(text));
  const { signingInput } = parsed;
  if (is(signingInput)) return "the_right_text";
  const [header = "", payload = ""] = signingInput.split(".");
  const [headerText, payloadText] = [header, payload].map((part) =>
    Buffer.from(part, "base64url").toString("utf8"),
  );
  if (digest === null) return null;
  if ([`${signingInput}\n`, `${signingInput}\r\n`, `${signingInput} `, `${evidence.token}\n`].some(is)) {
    return right(
      "newline_signed",
      "the text with a line break after it",
      "Use printf '%s' instead of echo, or echo -n.",
    );
  }
  const hash = sha256(signingInput);
  if ([hash, hash.toString("hex"), hash.toString("base64"), hash.toString("hex").toUpperCase()].some(is)) {
    return right(
      "digest_signed_again",
      "the digest of the text instead of the text",
      "The signing function hashes by itself: give it header.payload, or use a function that takes a digest.",
    );
  }
  if ([payload, payloadText ?? "", header, headerText ?? ""].some(is)) {
    return right(
      "payload_signed",
      "one part alone",
      "Sign both parts with the dot between them: header.payload.",
    );
  }
  if (["", ":", "\n", ";", ",", "..", "&", "|"].some((separator) => is(`${header}${separator}${payload}`))) {
    return right(
      "separator_wrong",
      "the two parts without the dot between them",
      "Join them with one dot: header.payload.",
    );
  }
  if (["", ".", "\n"].some((separator) => is(`${headerText}${separator}${payloadText}`))) {
    return right(
      "decoded_parts_signed",
      "the JSON texts",
      "Sign their base64url forms as they stand in the token: header.payload.",
    );
  }
  const standard = [header, payload].map((part) => Buffer.from(part, "base64url").toString("base64"));
  const padded = standard.map((part) => part.replaceAll("+", "-").replaceAll("/", "_"));
  const unpadded = standard.map((part) => part.replace(/=+$/, ""));
  if ([standard, padded, unpadded].some((form) => is(form.join(".")))) {
    return right(
      "padding_signed",
      "padded or standard base64",
      "Sign the very characters that stand in the token: base64url without padding.",
    );
  }
  return null;
}

function right(cause: Diagnosis["cause"], what: string, change: string): Diagnosis {
  return found(cause, `The registered key made this signature, over ${what}.`, change);
}

function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}
