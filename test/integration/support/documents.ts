/** Documents as partners send them, and what lies in the storage for them. */
import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { idOf } from "@/test/integration/support/customers";
import { type Answer, call, type TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";
import type { RequestBody } from "@/test/integration/support/request-body";

/** Bytes to send, and what they are. */
export type SentForm = Pick<RequestBody, "contentType" | "bytes">;

export const DOCUMENTS = "/api/v1/documents";

/** Files that begin as their kind does; of `sizeBytes`, with random bytes to the end. */
export function pdf(sizeBytes = 200): Buffer {
  return filled("%PDF-1.7\n", sizeBytes);
}

export function png(sizeBytes = 200): Buffer {
  return filled(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), sizeBytes);
}

export function jpeg(sizeBytes = 200): Buffer {
  return filled(Buffer.from("ffd8ffe000104a464946", "hex"), sizeBytes);
}

function filled(beginning: string | Buffer, sizeBytes: number): Buffer {
  const head = Buffer.from(beginning);
  return Buffer.concat([head, randomBytes(sizeBytes - head.length)]);
}

export type Part = { name: string; content: string | Buffer; fileName?: string; headers?: string[] };

export const BOUNDARY = "test-boundary-1f0d7c";

/** A form of these parts, in this order. */
export function form(parts: readonly Part[], boundary = BOUNDARY): SentForm {
  const pieces = parts.flatMap(({ name, content, fileName, headers = [] }) => {
    const file = fileName === undefined ? "" : `; filename="${fileName}"`;
    const head = [
      `--${boundary}`,
      `Content-Disposition: form-data; name="${name}"${file}`,
      ...headers,
      "",
      "",
    ].join("\r\n");
    return [Buffer.from(head), Buffer.from(content), Buffer.from("\r\n")];
  });
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** A form with this file, as type OTHER unless told otherwise. */
export function fileForm(content: Buffer, fields: Record<string, string> = {}, fileName = "a.pdf"): SentForm {
  const texts = Object.entries({ type: "OTHER", ...fields }).map(([name, text]) => ({ name, content: text }));
  return form([...texts, { name: "file", content, fileName }]);
}

export function upload(
  platform: TestPlatform,
  application: TestApplication,
  { bytes, contentType }: SentForm,
): Promise<Answer> {
  return call(platform, application, "POST", DOCUMENTS, { body: bytes, contentType });
}

/** Uploads the content and gives the document's id. */
export async function createDocument(
  platform: TestPlatform,
  application: TestApplication,
  content = pdf(),
  fields: Record<string, string> = {},
): Promise<string> {
  const answer = await upload(platform, application, fileForm(content, fields));
  if (answer.status !== 201) throw new Error(`no document: ${JSON.stringify(answer.body)}`);
  return idOf(answer.body);
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

type Lying = { contents: string[]; incoming: string[] };

/** The hashes of the contents that lie in the folder of `platform`, and its files on their way in, both sorted. */
export async function filesOf({ runtime }: Pick<TestPlatform, "runtime">): Promise<Lying> {
  const { spoolDirectory, storage } = runtime.settings.documents;
  if (storage.kind !== "files") throw new Error("contents lie elsewhere");
  const contents = await filesBelow(storage.directory);
  return {
    contents: contents.map((file) => path.basename(file)).sort(),
    incoming: await filesBelow(spoolDirectory),
  };
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}
