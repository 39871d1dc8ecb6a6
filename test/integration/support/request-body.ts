/** Bodies of requests to the partner API, as bytes: what is signed is exactly what is sent. */
import type { TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

type Members = Readonly<Record<string, unknown>>;

export type RequestBody = {
  contentType: string;
  bytes: Uint8Array;
  /** The same body with these members beside its own, or instead of them. */
  changed(changes: Members): RequestBody;
};

/** What a body or a row can be made from: who calls, and the ids in the path, by the names of their folders. */
export type Setup = {
  platform: TestPlatform;
  application: TestApplication;
  ids: Readonly<Record<string, string>>;
};

export function json(members: Members): RequestBody {
  return {
    contentType: "application/json",
    bytes: Buffer.from(JSON.stringify(members)),
    changed: (changes) => json({ ...members, ...changes }),
  };
}

type SentFile = { name: string; contentType: string; bytes: Uint8Array };

const BOUNDARY = "test-boundary-7d3f0c9b6a";

/** A form (RFC 7578) with one file in its part `file`, which comes last. */
export function multipart(fields: Members, file: SentFile): RequestBody {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const fileHead = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: ${file.contentType}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
    bytes: Buffer.concat([
      Buffer.from(parts.join("") + fileHead),
      file.bytes,
      Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
    ]),
    changed: (changes) => multipart({ ...fields, ...changes }, file),
  };
}
