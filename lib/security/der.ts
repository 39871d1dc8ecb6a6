/** Tags of X.690 that occur in an RSA SubjectPublicKeyInfo. */
export const TAG = { integer: 0x02, bitString: 0x03, null: 0x05, oid: 0x06, sequence: 0x30 } as const;

/** What is wrong with an encoding: not DER although BER might accept it, or not decodable at all. */
export class DerError extends Error {
  constructor(
    readonly kind: "not_canonical" | "malformed",
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads one run of DER elements (X.690, section 10) and refuses every encoding that is BER only.
 * All methods throw `DerError`; the message never holds any of the bytes.
 */
export class DerReader {
  private position = 0;

  /** @param bytes the content to read, for example that of a SEQUENCE */
  constructor(private readonly bytes: Buffer) {}

  /** The next tag, or null at the end. */
  peek(): number | null {
    return this.bytes[this.position] ?? null;
  }

  /** Reads one element with this tag and returns its content. */
  read(tag: number, name: string): Buffer {
    if (this.peek() !== tag) throw new DerError("malformed", `The ${name} is missing or of another type.`);
    this.position++;
    const length = this.length(name);
    const end = this.position + length;
    if (end > this.bytes.length) throw new DerError("malformed", `The ${name} is cut off.`);
    const content = this.bytes.subarray(this.position, end);
    this.position = end;
    return content;
  }

  /** Reads a non-negative INTEGER in its shortest form. */
  readUnsigned(name: string): bigint {
    const content = this.read(TAG.integer, name);
    const [first, second] = content;
    if (first === undefined) throw new DerError("malformed", `The ${name} is an empty INTEGER.`);
    if (first > 0x7f) throw new DerError("not_canonical", `The ${name} is a negative INTEGER.`);
    if (first === 0 && second !== undefined && second < 0x80) {
      throw new DerError("not_canonical", `The ${name} has superfluous leading zeros.`);
    }
    return BigInt(`0x${content.toString("hex")}`);
  }

  /** Requires that nothing follows. */
  end(name: string): void {
    if (this.peek() !== null) throw new DerError("not_canonical", `There are bytes after the ${name}.`);
  }

  private byte(name: string): number {
    const byte = this.bytes[this.position++];
    if (byte === undefined) throw new DerError("malformed", `The ${name} is cut off.`);
    return byte;
  }

  private length(name: string): number {
    const first = this.byte(name);
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0) throw new DerError("not_canonical", `The ${name} has an indefinite length.`);
    if (count > 4) throw new DerError("malformed", `The ${name} claims an impossible length.`);
    let length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + this.byte(name);
    // X.690, section 10.1: the length takes as few bytes as possible.
    if (length < 0x80 || length < 256 ** (count - 1)) {
      throw new DerError("not_canonical", `The ${name} has a length that is not in its shortest form.`);
    }
    return length;
  }
}
