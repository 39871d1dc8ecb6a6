/** Writes DER and PEM by hand, right or wrong, for keys that no tool would make. */
export type Length = (content: Buffer) => Buffer;

export const shortestLength: Length = ({ length }) => {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
};

export const longLength: Length = ({ length }) => Buffer.from([0x83, 0, length >> 8, length & 0xff]);

export function element(tag: number, content: Buffer, length: Length = shortestLength): Buffer {
  return Buffer.concat([Buffer.from([tag]), length(content), content]);
}

export const sequence = (...parts: Buffer[]): Buffer => element(0x30, Buffer.concat(parts));

export function unsignedBytes(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

export function integer(value: bigint): Buffer {
  const bytes = unsignedBytes(value);
  return element(0x02, bytes.readUInt8(0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

export const RSA_OID = Buffer.from("06092a864886f70d010101", "hex");
export const NULL = Buffer.from([5, 0]);
export const RSA_ALGORITHM = sequence(RSA_OID, NULL);

export function bitString(content: Buffer, unusedBits = 0): Buffer {
  return element(0x03, Buffer.concat([Buffer.from([unusedBits]), content]));
}

export const rsaKey = (modulus: bigint, exponent: bigint): Buffer =>
  sequence(integer(modulus), integer(exponent));

export function spki(modulus: bigint, exponent = 65537n): Buffer {
  return sequence(RSA_ALGORITHM, bitString(rsaKey(modulus, exponent)));
}

export function pem(der: Buffer, label = "PUBLIC KEY", width = 64, newline = "\n"): string {
  const lines = der.toString("base64").match(new RegExp(`.{1,${width}}`, "g")) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join(newline);
}
