import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fileStorage } from "@/lib/documents/file-storage";
import { s3Storage } from "@/lib/documents/s3-storage";
import {
  type ContentKey,
  ContentMissing,
  type DocumentStorage,
  type LocalFile,
} from "@/lib/documents/storage";
import { newUuid } from "@/lib/ids";
import { expectRefusal } from "@/test/integration/support/answers";
import {
  createDocument,
  DOCUMENTS,
  fileForm,
  pdf,
  sha256,
  upload,
} from "@/test/integration/support/documents";
import { call, makeApplication } from "@/test/integration/support/partner";
import { startTestPlatform } from "@/test/integration/support/platform";
import { startS3Server, type TestS3 } from "@/test/integration/support/s3-server";

let directory: string;
let s3: TestS3;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "nuvera-test-storage-"));
  s3 = await startS3Server();
});
afterAll(async () => {
  await s3.stop();
  await rm(directory, { recursive: true, force: true });
});

async function localFile(bytes: Buffer): Promise<LocalFile> {
  const file = path.join(directory, `${newUuid()}.part`);
  await writeFile(file, bytes);
  return { path: file, sizeBytes: bytes.length, sha256: sha256(bytes) };
}

async function allOf(storage: DocumentStorage, key: ContentKey, range?: { first: number; last: number }) {
  const pieces: Buffer[] = [];
  for await (const piece of await storage.open(key, range)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe.each<[string, () => DocumentStorage]>([
  ["files in a folder", () => fileStorage(path.join(directory, "contents"))],
  ["objects in a bucket", () => s3Storage(s3.settings)],
])("%s", (_, make) => {
  let storage: DocumentStorage;
  let content: Buffer;
  let key: ContentKey;

  beforeEach(() => {
    storage = make();
    content = randomBytes(200_000);
    key = { organizationId: newUuid(), environment: "sandbox", sha256: sha256(content) };
  });

  it("give back what was put, whole and in part", async () => {
    await storage.put(key, await localFile(content));
    expect(await storage.sizeOf(key)).toBe(200_000);
    expect((await allOf(storage, key)).equals(content)).toBe(true);
    for (const [first, last] of [
      [0, 99],
      [1, 99_999],
      [199_999, 199_999],
    ] as const) {
      const part = await allOf(storage, key, { first, last });
      expect(part.equals(content.subarray(first, last + 1))).toBe(true);
    }
  });

  it("take the same content twice, also at once", async () => {
    await Promise.all([1, 2, 3].map(async () => storage.put(key, await localFile(content))));
    await storage.put(key, await localFile(content));
    expect((await allOf(storage, key)).equals(content)).toBe(true);
  });

  it("know nothing of what was never put or has been deleted", async () => {
    expect(await storage.sizeOf(key)).toBeNull();
    await expect(storage.open(key)).rejects.toBeInstanceOf(ContentMissing);
    await expect(storage.open(key, { first: 0, last: 0 })).rejects.toBeInstanceOf(ContentMissing);
    await storage.delete(key);
    await storage.put(key, await localFile(content));
    await storage.delete(key);
    await storage.delete(key);
    expect(await storage.sizeOf(key)).toBeNull();
    await expect(storage.open(key)).rejects.toBeInstanceOf(ContentMissing);
  });

  it("keep organizations and environments apart", async () => {
    await storage.put(key, await localFile(content));
    expect(await storage.sizeOf({ ...key, environment: "production" })).toBeNull();
    expect(await storage.sizeOf({ ...key, organizationId: newUuid() })).toBeNull();
  });

  it("go on giving a content that is deleted while it is read", async () => {
    await storage.put(key, await localFile(content));
    const stream = await storage.open(key);
    await storage.delete(key);
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
  });

  it("let go of a content that nobody reads to the end", async () => {
    await storage.put(key, await localFile(content));
    const stream = await storage.open(key);
    stream.destroy();
    await expect.poll(() => stream.closed).toBe(true);
  });

  it("hold documents from upload to deletion", async () => {
    const platform = await startTestPlatform({ documents: storage });
    try {
      const application = await makeApplication(platform);
      const bytes = pdf(3_000_000);
      const id = await createDocument(platform, application, bytes);
      const answer = await call(platform, application, "GET", `${DOCUMENTS}/${id}/content`, {
        headers: { range: "bytes=1000000-" },
      });
      expect(answer.status).toBe(206);
      expect(sha256(answer.body as Uint8Array)).toBe(sha256(bytes.subarray(1_000_000)));
      expect((await call(platform, application, "DELETE", `${DOCUMENTS}/${id}`)).status).toBe(200);
      expect(await readdir(platform.runtime.settings.documents.spoolDirectory)).toEqual([]);
    } finally {
      await platform.stop();
    }
  });
});

describe("a bucket", () => {
  const key = (): ContentKey => ({
    organizationId: newUuid(),
    environment: "sandbox",
    sha256: sha256(Buffer.from("x")),
  });

  it("is told the content's hash and length, under the signature", async () => {
    const seen: IncomingHttpHeaders[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers);
      request.resume().once("end", () => response.end());
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server on TCP has an address with a port.
    const { port } = server.address() as AddressInfo;
    const file = await localFile(randomBytes(1000));
    const storage = s3Storage({ ...s3.settings, endpoint: `http://127.0.0.1:${port}` });
    await storage.put({ ...key(), sha256: file.sha256 }, file);
    server.close();
    expect(seen).toMatchObject([
      {
        "content-length": "1000",
        "x-amz-content-sha256": file.sha256,
        "x-amz-checksum-sha256": Buffer.from(file.sha256, "hex").toString("base64"),
        authorization: expect.stringMatching(
          /SignedHeaders=[^,]*content-length;[^,]*x-amz-checksum-sha256;x-amz-content-sha256;/,
        ),
      },
    ]);
  });

  it("is not written to with credentials that are not its own", async () => {
    const storage = s3Storage({
      ...s3.settings,
      credentials: { accessKeyId: "SOMEBODY", secretAccessKey: "S3RVER" },
    });
    const place = key();
    await expect(storage.put(place, await localFile(Buffer.from("x")))).rejects.toThrow();
    await expect(storage.sizeOf(place)).rejects.toThrow();
    expect(await s3Storage(s3.settings).sizeOf(place)).toBeNull();
  });

  it("that cannot be reached makes uploads 503, and leaves no document", async () => {
    const storage = s3Storage({ ...s3.settings, endpoint: "http://127.0.0.1:1" });
    const platform = await startTestPlatform({ documents: storage });
    try {
      const application = await makeApplication(platform);
      expectRefusal(await upload(platform, application, fileForm(pdf())), 503, "unavailable");
      const [row] = await platform.database.owner`select count(*)::integer as documents from documents`;
      expect(row?.documents).toBe(0);
      expect(await readdir(platform.runtime.settings.documents.spoolDirectory)).toEqual([]);
    } finally {
      await platform.stop();
    }
  });
});
