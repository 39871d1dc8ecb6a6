/**
 * A body with a file in it: `multipart/form-data`, read once as it arrives. The raw bytes go into the hash that the
 * signature names, and the file into one of its own beside the memory. Whatever is wrong with the form is said only when
 * asked for the members, after the caller is known and permitted; until then it is no more than bytes.
 */
import { createHash } from "node:crypto";
import { type BodyStream, type IncomingBody, notArrived } from "@/lib/api/body";
import { releaseOf } from "@/lib/api/byte-stream";
import { boundaryOf, MultipartProblem, MultipartReader, type PartHead } from "@/lib/api/upload-multipart";
import { diagnoseForm, diagnoseNotMultipart } from "@/lib/diagnosis/media-type";
import { diagnosePayloadTooLarge } from "@/lib/diagnosis/transport";
import { Spool, type UploadedFile } from "@/lib/documents/spool";
import {
  ApiError,
  type FieldProblem,
  invalidRequest,
  payloadTooLarge,
  unavailable,
  validationFailed,
} from "@/lib/errors";
import { logError } from "@/lib/log";

export type UploadRule = {
  /** The name of the part that is a file; all others are text. */
  filePart: string;
  maximumFileBytes: number;
};

/** For the other parts and everything between them. */
const MAXIMUM_OVERHEAD_BYTES = 1024 * 1024;
const MAXIMUM_TEXT_BYTES = 1024;
const MAXIMUM_PARTS = 20;

/** The most that a request with such a body may send. */
export function maximumUploadBytes({ maximumFileBytes }: UploadRule): number {
  return maximumFileBytes + MAXIMUM_OVERHEAD_BYTES;
}

/** A body that is a form. Its file lies in `spoolDirectory` until it is discarded, or the operation has taken it away. */
export function uploadBody(
  body: BodyStream,
  contentType: string | null,
  rule: UploadRule,
  spoolDirectory: string,
): IncomingBody {
  const form = new UploadedForm(rule, spoolDirectory);
  let received: Promise<string> | undefined;
  const receiveOnce = () => {
    received ??= receive(body, contentType, form, maximumUploadBytes(rule));
    return received;
  };
  return {
    sha256: receiveOnce,
    fingerprint: async () => {
      await receiveOnce();
      return form.fingerprint();
    },
    evidence: async () => ({
      bytes: null,
      sha256: await receiveOnce(),
      fileSha256: form.fileSha256(),
    }),
    members: async () => {
      await receiveOnce();
      return form.members();
    },
    discard: async () => {
      // Nobody takes the file away while it is still being written.
      await received?.catch(() => {});
      await form.discard();
    },
  };
}

/** Reads everything and gives the hash of it. Throws 413 beyond the limit, 408 when the sender breaks off. */
async function receive(
  body: BodyStream,
  contentType: string | null,
  form: UploadedForm,
  maximumBytes: number,
): Promise<string> {
  const hash = createHash("sha256");
  form.begin(contentType);
  if (body !== null) {
    let length = 0;
    const release = releaseOf(body);
    const reader = body.getReader();
    const readOn = () => reader.read().catch(() => Promise.reject(notArrived()));
    for (let read = await readOn(); !read.done; read = await readOn()) {
      length += read.value.byteLength;
      if (length > maximumBytes) throw payloadTooLarge(maximumBytes, diagnosePayloadTooLarge(true));
      hash.update(read.value);
      await form.take(read.value);
      release(read.value);
    }
  }
  await form.end();
  return hash.digest("hex");
}

/** What the parts say so far. */
class UploadedForm {
  readonly #rule: UploadRule;
  readonly #spoolDirectory: string;
  #reader: MultipartReader | null = null;
  /** The first thing that makes the rest of the form meaningless; nothing is kept of it from there on. */
  #problem: ApiError | null = null;
  readonly #texts = new Map<string, Buffer>();
  readonly #fields: FieldProblem[] = [];
  #partCount = 0;
  #part: string | null = null;
  #spool: Spool | null = null;
  #sentName: string | null = null;
  #file: UploadedFile | null = null;

  constructor(rule: UploadRule, spoolDirectory: string) {
    this.#rule = rule;
    this.#spoolDirectory = spoolDirectory;
  }

  begin(contentType: string | null): void {
    this.#reading(() => {
      const boundary = boundaryOf(contentType);
      if (boundary === null) this.#problem = notMultipart(contentType);
      else this.#reader = new MultipartReader(boundary);
    });
  }

  async take(bytes: Uint8Array): Promise<void> {
    const events = this.#reading((reader) => reader?.push(bytes)) ?? [];
    for (const event of events) {
      if (this.#problem !== null) return;
      if (event.kind === "part") await this.#beginPart(event.head);
      else await this.#takeData(event.bytes);
    }
  }

  async end(): Promise<void> {
    this.#reading((reader) => reader?.finish());
    if (this.#problem !== null || this.#spool === null) return;
    this.#file = { ...(await this.#spool.finish()), fileName: this.#sentName };
  }

  members(): Record<string, unknown> {
    if (this.#problem !== null) throw this.#problem;
    if (this.#fields.length > 0) throw validationFailed(this.#fields);
    const texts = [...this.#texts].map(([name, bytes]) => [name, bytes.toString("utf8")] as const);
    const file = this.#file === null ? [] : [[this.#rule.filePart, this.#file] as const];
    return Object.fromEntries([...texts, ...file]);
  }

  /** Of the file's content, once all of it is there. */
  fileSha256(): string | null {
    return this.#file?.sha256 ?? null;
  }

  /** Over the parts: the boundary between them is another one each time that a client sends the form. */
  fingerprint(): string {
    const texts = [...this.#texts].map(([name, bytes]) => [name, bytes.toString("base64")]).sort();
    const parts = [texts, this.#file?.fileName ?? null, this.#file?.sha256 ?? null];
    return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  }

  /** A file that cannot be removed now is removed later, with what crashes leave behind. */
  async discard(): Promise<void> {
    await this.#spool
      ?.discard()
      .catch((error: unknown) => logError("an uploaded file was left behind", error));
  }

  /** Runs the reader, unless it has failed already, and remembers what it fails for. */
  #reading<Result>(read: (reader: MultipartReader | null) => Result): Result | undefined {
    if (this.#problem !== null) return undefined;
    try {
      return read(this.#reader);
    } catch (error) {
      if (!(error instanceof MultipartProblem)) throw error;
      this.#problem = malformed(error);
      return undefined;
    }
  }

  async #beginPart({ name, fileName }: PartHead): Promise<void> {
    this.#partCount += 1;
    if (this.#partCount > MAXIMUM_PARTS) {
      this.#problem = malformed(new MultipartProblem(`it has more than ${MAXIMUM_PARTS} parts`));
      return;
    }
    const isFile = name === this.#rule.filePart;
    this.#part = name;
    if (isFile ? this.#spool !== null : this.#texts.has(name)) {
      this.#fields.push({ path: name.slice(0, 100), message: "Send this part once." });
      this.#part = null;
    } else if (isFile) {
      this.#sentName = fileName;
      this.#spool = await toSpool(() => Spool.begin(this.#spoolDirectory));
    } else {
      this.#texts.set(name, Buffer.alloc(0));
    }
  }

  async #takeData(bytes: Buffer): Promise<void> {
    const name = this.#part;
    const spool = this.#spool;
    if (name === null) return;
    if (name === this.#rule.filePart && spool !== null) {
      if (spool.sizeBytes + bytes.length > this.#rule.maximumFileBytes) {
        this.#problem = payloadTooLarge(this.#rule.maximumFileBytes, diagnosePayloadTooLarge(true));
        return;
      }
      await toSpool(() => spool.write(bytes));
      return;
    }
    const text = Buffer.concat([this.#texts.get(name) ?? Buffer.alloc(0), bytes]);
    if (text.length > MAXIMUM_TEXT_BYTES) {
      this.#fields.push({
        path: name.slice(0, 100),
        message: `Text of at most ${MAXIMUM_TEXT_BYTES} bytes is expected here.`,
      });
      this.#part = null;
      return;
    }
    this.#texts.set(name, text);
  }
}

/** A disk that is full or gone is no fault of the caller's. */
async function toSpool<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    logError("a file could not be written while it came in", error);
    throw unavailable("The file cannot be kept right now. Nothing was done; try again in a moment.");
  }
}

function notMultipart(contentType: string | null): ApiError {
  return new ApiError(
    "unsupported_media_type",
    "unsupported_media_type",
    "Send a form with Content-Type: multipart/form-data; boundary=…",
    {
      expected: "multipart/form-data",
      received: contentType?.slice(0, 100) ?? "no Content-Type",
      ...diagnoseNotMultipart(contentType),
    },
  );
}

function malformed({ message }: MultipartProblem): ApiError {
  return invalidRequest(
    "invalid_multipart",
    `The body is not a well-formed multipart/form-data: ${message}.`,
    diagnoseForm(message),
  );
}
