const LONGEST_TEXT = 65_536;
const LEADING_BYTES = 48;

// RFC 7468 labels (PRIVATE KEY, ENCRYPTED PRIVATE KEY), the older RSA/EC/DSA/OPENSSH ones, SSH2, PGP blocks.
const ARMOR = /BEGIN[A-Z0-9 ]{0,40}PRIVATE KEY/i;
const OTHER_FORMS = [
  /PuTTY-User-Key-File-\d/i,
  /Private-Lines:/i,
  /b3BlbnNzaC1rZXktdjE/, // "openssh-key-v1" in base64
  /AGE-SECRET-KEY-1/i,
  /<(?:D|DP|DQ|InverseQ)>/, // XML (RSAKeyValue of .NET)
  /IBADANBgkqhkiG9w0BAQEFAAS/, // inside any PKCS#8 RSA key in base64
];
// A JWK (RFC 7517) with a private member, also when the JSON around it is damaged.
const JWK_TYPE = /["']?kty["']?\s*:/;
const JWK_PRIVATE = /(?<!\w)["']?(?:d|p|q|dp|dq|qi|oth|k)["']?\s*:/;

/** Start of the content after one DER length, or -1 when there is no tag of that kind at this place. */
function enter(bytes: readonly number[], at: number, tag: number): number {
  const length = bytes[at + 1];
  if (bytes[at] !== tag || length === undefined) return -1;
  return at + 2 + (length > 0x80 ? length & 0x7f : 0);
}

/**
 * A small INTEGER first is a version: PKCS#8 (RFC 5958), PKCS#1 private key (RFC 8017), SEC 1 EC key
 * (RFC 5915) or PKCS#12 (RFC 7292). A public key begins with its algorithm or with its modulus.
 */
function isVersion(bytes: readonly number[], at: number): boolean {
  const [tag, length, version, next] = bytes.slice(at, at + 4);
  if (tag !== 0x02 || length !== 0x01 || version === undefined || next === undefined) return false;
  return version <= 3 && [0x30, 0x02, 0x04].includes(next);
}

function startsLikePrivateKeyDer(bytes: readonly number[]): boolean {
  const inner = enter(bytes, 0, 0x30);
  if (inner < 0) return false;
  if (isVersion(bytes, inner)) return true;
  const algorithm = enter(bytes, inner, 0x30);
  // Encrypted PKCS#8 (RFC 5958, section 3) begins with an OID under PKCS#5 or PKCS#12.
  const oid = algorithm < 0 ? "" : bytes.slice(algorithm, algorithm + 10).join(" ");
  return /^6 \d+ 42 134 72 134 247 13 1 (?:5|12)$/.test(oid);
}

/** Raw DER read as text: bytes above 0x7f may have become U+FFFD, the length bytes among them. */
function startsLikeRawDer(text: string): boolean {
  const codes = Array.from(text.trimStart().slice(0, 12), (character) => character.charCodeAt(0));
  return codes[0] === 0x30 && [2, 3, 4, 5].some((at) => isVersion(codes, at));
}

function decodeStart(base64: string): number[] {
  const start = base64
    .slice(0, (LEADING_BYTES / 3) * 4)
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  const whole = start.slice(0, start.length - (start.length % 4));
  try {
    return Array.from(atob(whole), (character) => character.charCodeAt(0));
  } catch {
    return [];
  }
}

function fromHex(text: string): number[] {
  return (text.slice(0, LEADING_BYTES * 2).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

function encodedPieces(text: string): string[] {
  const body = text
    .replace(/\\{1,4}[nrt]/g, "\n")
    .replace(/-----[^-\n]*-----/g, "\n!\n")
    .replace(/^[A-Za-z0-9-]+:.*$/gm, "!");
  const joined = body.replace(/\s+/g, "").split(/[^A-Za-z0-9+/_-]+/);
  return [...joined, ...body.split(/[^A-Za-z0-9+/_-]+/)].filter((piece) => piece.length >= 24);
}

/**
 * Tells whether a text holds, or plausibly holds, a private key: PEM of any kind, OpenSSH, PuTTY, PGP, JWK
 * with private members, XML, or PKCS#8, PKCS#1, SEC 1, PKCS#12 as base64, hex or raw DER, also under a
 * wrong label. Runs in the browser before anything is sent, and again on the server.
 *
 * @param text whatever was pasted or read from a file; only its first 64 Ki characters are looked at
 * @returns true when it must not be sent, stored or logged. Never throws
 */
export function looksLikePrivateKey(text: string): boolean {
  const input = text.slice(0, LONGEST_TEXT);
  if (ARMOR.test(input) || OTHER_FORMS.some((pattern) => pattern.test(input))) return true;
  if (JWK_TYPE.test(input) && JWK_PRIVATE.test(input)) return true;
  const compact = input.replace(/[\s:]+/g, "");
  if (/^(?:0x)?30[0-9a-f]{46}/i.test(compact)) {
    if (startsLikePrivateKeyDer(fromHex(compact.replace(/^0x/i, "")))) return true;
  }
  if (startsLikeRawDer(input)) return true;
  return encodedPieces(input).some((piece) => startsLikePrivateKeyDer(decodeStart(piece)));
}
