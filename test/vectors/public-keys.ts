import { createPublicKey, generateKeyPairSync, getDiffieHellman } from "node:crypto";
import {
  bitString,
  element,
  integer,
  longLength,
  NULL,
  pem,
  RSA_ALGORITHM,
  RSA_OID,
  rsaKey,
  sequence,
  spki,
  unsignedBytes,
} from "./key-builder";
import vectorFile from "./signing.json";

/** Public keys that have to be accepted, and ones that must never be, each built for one fault. */
const toDer = (text: string) => createPublicKey(text).export({ format: "der", type: "spki" });
const number = (bytes: Buffer) => BigInt(`0x${bytes.toString("hex")}`);
const primesBelow10000 = Array.from({ length: 9_998 }, (_, index) => index + 2).filter((candidate) => {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++)
    if (candidate % divisor === 0) return false;
  return true;
});
const hasSmallFactor = (value: bigint) => primesBelow10000.some((prime) => value % BigInt(prime) === 0n);

const [own, second] = [...vectorFile.signingKeys, ...vectorFile.strangerKeys];
if (own === undefined || second === undefined) throw new Error("signing.json is empty");
export const goodPem = own.publicKeyPem;
export const goodDer = toDer(goodPem);
export const otherPem = second.publicKeyPem;
export const modulus = number(
  Buffer.from(String(createPublicKey(goodPem).export({ format: "jwk" }).n), "base64url"),
);

// The safe primes of RFC 2409 and RFC 3526; a product of two of them is a real modulus, without making a key.
const prime2048 = number(getDiffieHellman("modp14").getPrime());
const prime3072 = number(getDiffieHellman("modp15").getPrime());
const prime4096 = number(getDiffieHellman("modp16").getPrime());
const prime1024 = number(getDiffieHellman("modp2").getPrime());
const prime1536 = number(getDiffieHellman("modp5").getPrime());

/** The next number after `from + distance` that would not be refused for a small factor. */
function neighbour(from: bigint, distance: bigint): bigint {
  let candidate = from + distance;
  while (candidate % 2n === 0n || hasSmallFactor(candidate)) candidate++;
  return candidate;
}

function rocaFactor(primeCount: number, bits: bigint, exponent: bigint): bigint {
  const product = primesBelow10000.slice(0, primeCount).reduce((result, prime) => result * BigInt(prime), 1n);
  let residue = 1n;
  for (let step = 0n; step < exponent; step++) residue = (residue * 65537n) % product;
  let candidate = (1n << (bits - 1n)) + (1n << (bits - 2n));
  candidate += residue - (candidate % product);
  while (hasSmallFactor(candidate)) candidate += product;
  return candidate;
}

/** An odd number of exactly this many bits without small factors, of no other structure. */
function oddNumber(bits: number): bigint {
  return neighbour(((1n << BigInt(bits)) / 3n) * 2n, BigInt(bits) ** 3n);
}

const withModulus = (value: bigint) => pem(spki(value));
const withExponent = (value: bigint) => pem(spki(modulus, value));
const withBits = (bits: number) => withModulus(oddNumber(bits));
const withAlgorithm = (...parts: Buffer[]) =>
  pem(sequence(sequence(...parts), bitString(rsaKey(modulus, 65537n))));
const withKey = (...integers: Buffer[]) => pem(sequence(RSA_ALGORITHM, bitString(sequence(...integers))));
const raw = (bytes: Buffer) => element(0x02, bytes);
const e = integer(65537n);
const n = integer(modulus);
const zeroThenModulus = Buffer.concat([Buffer.alloc(1), unsignedBytes(modulus)]);
const oid = (hex: string) => Buffer.from(hex, "hex");
const publicPem = (key: { export(options: { format: "pem"; type: "spki" }): string | Buffer }) =>
  key.export({ format: "pem", type: "spki" }).toString();
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const pkcs1 = createPublicKey(goodPem).export({ format: "der", type: "pkcs1" });
const body = goodDer.toString("base64");

const certificate = `-----BEGIN CERTIFICATE-----
MIIBbTCCAROgAwIBAgIUad8IhCbbEPRxD2k9NknGrzFPwYYwCgYIKoZIzj0EAwIw
DDEKMAgGA1UEAwwBdDAeFw0yNjExMjAyMDQ4MDVaFw0yNjExMjEyMDQ4MDVaMAwx
CjAIBgNVBAMMAXQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATQXlPlukFujVQu
WoOrc5YdJQ2SBAAbIoTuAIfSy1rbnI6PSXanQl0M+FmsZZEWgY5fsQ9jGhvZ3sCg
2mktoJO/o1MwUTAdBgNVHQ4EFgQU28I2U17E4ZJc8Fqaj8i9HH5ATRowHwYDVR0j
BBgwFoAU28I2U17E4ZJc8Fqaj8i9HH5ATRowDwYDVR0TAQH/BAUwAwEB/zAKBggq
hkjOPQQDAgNIADBFAiB7O2fxdQrlgBxh4dbMcMPHzIj/MSHGTuq29OdtZujJrAIh
AOwgV8ty+A1grst2+igqifqq8nwiUGqNE9EAM72VIvS5
-----END CERTIFICATE-----
`;
const request = `-----BEGIN CERTIFICATE REQUEST-----
MIHHMG4CAQAwDDEKMAgGA1UEAwwBdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BNBeU+W6QW6NVC5ag6tzlh0lDZIEABsihO4Ah9LLWtucjo9JdqdCXQz4WaxlkRaB
jl+xD2MaG9newKDaaS2gk7+gADAKBggqhkjOPQQDAgNJADBGAiEApXFAoob0phMo
DIIZH0vYhtSvB8IPtNQsPadklZj5X9gCIQCAvk/gTn9wTXEBcVNkF+qMPTb4Z6lp
Au5ne7fs61+k2w==
-----END CERTIFICATE REQUEST-----
`;
const relabel = (text: string) => text.replace(/(BEGIN|END) [A-Z ]+-----/g, "$1 PUBLIC KEY-----");

const exponents: [string, string, string][] = [
  0n,
  1n,
  2n,
  3n,
  17n,
  257n,
  65536n,
  65538n,
  65539n,
  2n ** 32n + 1n,
  modulus - 2n,
].map((value) => [`exponent ${value.toString().slice(0, 12)}`, withExponent(value), "exponent_not_allowed"]);

const sizes: [string, string, string][] = [
  ...[64, 512, 1024, 1536, 2047].map((bits): [string, string, string] => [
    `${bits} bits`,
    withBits(bits),
    "too_small",
  ]),
  ...[4097, 8192, 16384].map((bits): [string, string, string] => [
    `${bits} bits`,
    withModulus((1n << BigInt(bits)) - 3n),
    "too_large",
  ]),
  ["32768 bits", withModulus((1n << 32768n) - 3n), "pem_too_large"],
  ["modulus zero", withModulus(0n), "too_small"],
  ["modulus one", withModulus(1n), "too_small"],
];

const weak: [string, string, string][] = [
  ["an even modulus", withModulus(modulus - 1n), "weak_modulus"],
  ["a power of two", withModulus(1n << 2047n), "weak_modulus"],
  ["a factor 3", withModulus(3n * oddNumber(2047)), "weak_modulus"],
  ["a factor 5", withModulus(5n * oddNumber(2046)), "weak_modulus"],
  ["a factor 9973, the largest prime below 10,000", withModulus(9973n * oddNumber(2040)), "weak_modulus"],
  ["a prime modulus of 2048 bits", withModulus(prime2048), "weak_modulus"],
  ["a prime modulus of 3072 bits", withModulus(prime3072), "weak_modulus"],
  ["a prime modulus of 4096 bits", withModulus(prime4096), "weak_modulus"],
  ["the square of a prime", withModulus(prime2048 * prime2048), "weak_modulus"],
  ["neighbouring factors, 3072 bits", withModulus(prime1536 * neighbour(prime1536, 2n)), "weak_modulus"],
  ["neighbouring factors, 4096 bits", withModulus(prime2048 * neighbour(prime2048, 2n)), "weak_modulus"],
  [
    "factors that share their upper half",
    withModulus(prime2048 * neighbour(prime2048, 1n << 1028n)),
    "weak_modulus",
  ],
  [
    "the ROCA structure, 2048 bits",
    withModulus(rocaFactor(126, 1024n, 1234n) * rocaFactor(126, 1024n, 991n)),
    "weak_modulus",
  ],
  [
    "the ROCA structure, 3072 bits",
    withModulus(rocaFactor(126, 1536n, 77n) * rocaFactor(126, 1536n, 5n)),
    "weak_modulus",
  ],
  [
    "the ROCA structure, 4096 bits",
    withModulus(rocaFactor(225, 2048n, 4321n) * rocaFactor(225, 2048n, 3n)),
    "weak_modulus",
  ],
];

const encodings: [string, string, string][] = [
  [
    "a leading zero before the modulus",
    withKey(raw(Buffer.concat([Buffer.alloc(1), zeroThenModulus])), e),
    "not_canonical",
  ],
  ["a leading zero before the exponent", withKey(n, raw(oid("00010001"))), "not_canonical"],
  ["a negative modulus", withKey(raw(unsignedBytes(modulus)), e), "not_canonical"],
  ["a negative exponent", withKey(n, raw(oid("ff0001"))), "not_canonical"],
  ["an empty modulus", withKey(raw(Buffer.alloc(0)), e), "malformed"],
  ["an empty exponent", withKey(n, raw(Buffer.alloc(0))), "malformed"],
  ["no exponent", withKey(n), "malformed"],
  ["a third integer", withKey(n, e, e), "not_canonical"],
  ["exponent and modulus exchanged", withKey(e, n), "too_small"],
  ["no NULL parameters", withAlgorithm(RSA_OID), "not_canonical"],
  ["parameters that are a sequence", withAlgorithm(RSA_OID, sequence()), "not_canonical"],
  ["NULL parameters with content", withAlgorithm(RSA_OID, oid("050100")), "not_canonical"],
  ["two NULL parameters", withAlgorithm(RSA_OID, NULL, NULL), "not_canonical"],
  ["a NULL with a long length", withAlgorithm(RSA_OID, oid("058100")), "not_canonical"],
  ["a long length outside", pem(element(0x30, goodDer.subarray(4), longLength)), "not_canonical"],
  ["a long length of the modulus", withKey(element(0x02, zeroThenModulus, longLength), e), "not_canonical"],
  [
    "an indefinite length",
    pem(Buffer.concat([oid("3080"), goodDer.subarray(4), oid("0000")])),
    "not_canonical",
  ],
  ["bytes after the key", pem(Buffer.concat([goodDer, oid("00")])), "not_canonical"],
  [
    "an element after the BIT STRING",
    pem(sequence(RSA_ALGORITHM, bitString(rsaKey(modulus, 65537n)), NULL)),
    "not_canonical",
  ],
  [
    "bytes after the inner key",
    pem(sequence(RSA_ALGORITHM, bitString(Buffer.concat([rsaKey(modulus, 65537n), NULL])))),
    "not_canonical",
  ],
  ["unused bits", pem(sequence(RSA_ALGORITHM, bitString(rsaKey(modulus, 65537n), 1))), "not_canonical"],
  ["an empty BIT STRING", pem(sequence(RSA_ALGORITHM, element(0x03, Buffer.alloc(0)))), "not_canonical"],
  ["an OCTET STRING", pem(sequence(RSA_ALGORITHM, element(0x04, rsaKey(modulus, 65537n)))), "malformed"],
  ["a key cut in half", pem(goodDer.subarray(0, 140)), "malformed"],
  ["one byte missing", pem(goodDer.subarray(0, -1)), "malformed"],
  ["an impossible length", pem(oid("30ffffffffffffffff")), "malformed"],
  ["an empty sequence", pem(sequence()), "malformed"],
  ["noise", pem(Buffer.alloc(294, 0x5a)), "malformed"],
];

const otherKinds: [string, string, string][] = [
  ["a PKCS#1 public key", pem(pkcs1, "RSA PUBLIC KEY"), "pkcs1"],
  ["a PKCS#1 key under the SPKI label", pem(pkcs1), "pkcs1"],
  ["an SPKI key under the PKCS#1 label", pem(goodDer, "RSA PUBLIC KEY"), "pkcs1"],
  ["a certificate", certificate, "certificate"],
  ["a certificate under the SPKI label", relabel(certificate), "certificate"],
  ["a chain of certificates", certificate + certificate, "certificate"],
  ["a certificate request", request, "certificate_request"],
  ["a certificate request under the SPKI label", relabel(request), "certificate_request"],
  ["a P-256 key", publicPem(ec.publicKey), "not_rsa"],
  ["a P-384 key", publicPem(p384.publicKey), "not_rsa"],
  ["an Ed25519 key", publicPem(generateKeyPairSync("ed25519").publicKey), "not_rsa"],
  ["an Ed448 key", publicPem(generateKeyPairSync("ed448").publicKey), "not_rsa"],
  ["an X25519 key", publicPem(generateKeyPairSync("x25519").publicKey), "not_rsa"],
  ["an RSA-PSS key", withAlgorithm(oid("06092a864886f70d01010a")), "rsa_pss"],
  ["an RSA-PSS key with parameters", withAlgorithm(oid("06092a864886f70d01010a"), sequence()), "rsa_pss"],
  ["an RSA-OAEP key", withAlgorithm(oid("06092a864886f70d010107"), NULL), "not_rsa"],
  ["an unknown algorithm", withAlgorithm(oid("06032a0304"), NULL), "not_rsa"],
  ["an OpenSSH public key", `ssh-rsa ${body} me@host\n`, "unsupported_format"],
  [
    "an SSH2 public key",
    `---- BEGIN SSH2 PUBLIC KEY ----\n${body}\n---- END SSH2 PUBLIC KEY ----`,
    "unsupported_format",
  ],
  ["a JWK", JSON.stringify(createPublicKey(goodPem).export({ format: "jwk" })), "unsupported_format"],
  ["a PGP key", pem(goodDer, "PGP PUBLIC KEY BLOCK"), "unsupported_format"],
  ["another PEM label", pem(goodDer, "DH PARAMETERS"), "unsupported_format"],
];

const surroundings: [string, string, string][] = [
  ["nothing", "", "malformed"],
  ["only white space", " \r\n\t", "malformed"],
  ["words", "hello", "malformed"],
  ["base64 without PEM lines", body, "malformed"],
  ["text before", `my key\n${goodPem}`, "junk"],
  ["text after", `${goodPem}my key`, "junk"],
  ["a NUL after", `${goodPem}\u0000`, "junk"],
  ["a byte order mark before", `\uFEFF${goodPem}`, "junk"],
  ["a no-break space before", `\u00a0${goodPem}`, "junk"],
  ["a comment before", `# comment\n${goodPem}`, "junk"],
  ["a header line inside", goodPem.replace("KEY-----\n", "KEY-----\nComment: x\n\n"), "junk"],
  ["two keys", goodPem + otherPem, "multiple_keys"],
  ["the same key twice", goodPem + goodPem, "multiple_keys"],
  ["a key and a certificate", goodPem + certificate, "multiple_keys"],
  ["a second END line", `${goodPem}-----END PUBLIC KEY-----`, "junk"],
  ["no END line", goodPem.slice(0, goodPem.indexOf("-----END")), "malformed"],
  ["no BEGIN line", goodPem.slice(goodPem.indexOf("\n")), "malformed"],
  ["a lower-case label", goodPem.toLowerCase(), "malformed"],
  ["escaped line ends", goodPem.replaceAll("\n", "\\n"), "malformed"],
  ["a letter outside base64", goodPem.replace("MII", "MI*"), "malformed"],
  ["base64url letters", pem(goodDer).replaceAll("+", "-").replaceAll("/", "_"), "malformed"],
  ["missing padding", pem(spki(modulus)).replace(/.(?=\n-----END)/, ""), "malformed"],
  ["superfluous padding", goodPem.replace("\n-----END", "====\n-----END"), "malformed"],
  ["no content", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", "malformed"],
  ["4,097 bytes", goodPem + " ".repeat(4_097 - goodPem.length), "pem_too_large"],
  ["10 MB of letters", "A".repeat(10_000_000), "pem_too_large"],
];

/** Name, text, reason. */
export const badPublicKeys = [...exponents, ...sizes, ...weak, ...encodings, ...otherKinds, ...surroundings];

const der3072 = spki(prime1024 * prime2048);
const der4096 = spki(prime1024 * prime3072);

/** Name, text, size of the modulus in bits. */
export const goodPublicKeys: [string, string, number][] = [
  ["2048 bits", goodPem, 2048],
  ["2048 bits, another key", otherPem, 2048],
  ["3072 bits", pem(der3072), 3072],
  ["4096 bits", pem(der4096), 4096],
  ["2049 bits", withBits(2049), 2049],
  ["2304 bits", withBits(2304), 2304],
  ["4095 bits", withBits(4095), 4095],
  ["CRLF line ends", goodPem.replaceAll("\n", "\r\n"), 2048],
  ["CR line ends", goodPem.replaceAll("\n", "\r"), 2048],
  ["mixed line ends", goodPem.replace("\n", "\r\n"), 2048],
  ["the base64 in one line", pem(goodDer, "PUBLIC KEY", 100_000), 2048],
  ["everything in one line", pem(goodDer, "PUBLIC KEY", 64, " "), 2048],
  ["everything in one line without spaces", pem(goodDer, "PUBLIC KEY", 64, ""), 2048],
  ["lines of 76 characters", pem(goodDer, "PUBLIC KEY", 76), 2048],
  ["lines of 7 characters", pem(goodDer, "PUBLIC KEY", 7), 2048],
  ["one character a line", pem(goodDer, "PUBLIC KEY", 1), 2048],
  ["4096 bits in lines of 2 characters", pem(der4096, "PUBLIC KEY", 2), 4096],
  ["no newline at the end", goodPem.trimEnd(), 2048],
  ["blank lines around", `\n\n${goodPem}\n\n`, 2048],
  ["spaces around", `   ${goodPem}   `, 2048],
  ["indented lines", goodPem.replaceAll("\n", "\n    "), 2048],
  ["tabs at the line ends", goodPem.replaceAll("\n", "\t\n"), 2048],
  ["blank lines between the lines", goodPem.replaceAll("\n", "\n\n"), 2048],
  ["exactly 4,096 bytes", goodPem + "\n".repeat(4_096 - goodPem.length), 2048],
];
