import http from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sweepDocuments } from "@/lib/documents/sweep";
import {
  createDocument,
  DOCUMENTS,
  fileForm,
  filesOf,
  pdf,
  sha256,
} from "@/test/integration/support/documents";
import { call, makeApplication, signToken, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { type DyingPoint, startDyingServer } from "@/test/integration/support/start-dying-server";

const HOUR = 3_600_000;

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

async function rowHashes(): Promise<string[]> {
  const rows = await platform.database.owner<
    { sha256: string }[]
  >`select distinct sha256 from documents order by 1`;
  return rows.map((row) => row.sha256);
}

async function checkCount(): Promise<number> {
  const [row] = await platform.database
    .owner`select count(*)::integer as checks from document_content_checks`;
  return row?.checks;
}

/** Once the time for it has come. */
async function sweep(): Promise<void> {
  platform.clock.now = new Date(Date.now() + 2 * HOUR);
  await sweepDocuments(platform.runtime);
}

/** Rows and contents are the same ones, and nothing else is left. */
async function expectTidy(): Promise<void> {
  expect(await filesOf(platform)).toEqual({ contents: await rowHashes(), incoming: [] });
  expect(await checkCount()).toBe(0);
}

/** An upload to the server at this port; resolves when it is answered or the connection has gone. */
async function uploadTo(port: number, content: Buffer, sentBytes?: number): Promise<number> {
  const { bytes, contentType } = fileForm(content);
  const token = await signToken(platform, application, "POST", DOCUMENTS, { body: bytes });
  return new Promise((resolve) => {
    const request = http.request(
      {
        host: "127.0.0.1",
        port,
        method: "POST",
        path: DOCUMENTS,
        agent: false,
        headers: {
          "x-api-key": application.apiKey,
          authorization: `Bearer ${token}`,
          "content-type": contentType,
          "content-length": bytes.length,
        },
      },
      (response) => {
        response.resume();
        response.on("error", () => resolve(0));
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    request.on("error", () => resolve(0));
    if (sentBytes === undefined) request.end(bytes);
    else request.write(bytes.subarray(0, sentBytes));
  });
}

describe("a server that dies", () => {
  it.each<[DyingPoint, { kept: boolean }]>([
    ["spooled", { kept: false }],
    ["check committed", { kept: false }],
    ["content put", { kept: false }],
    ["row begun", { kept: false }],
    ["row committed", { kept: true }],
  ])(
    "with an upload: %s, leaves neither a row without content nor a content for ever",
    async (point, { kept }) => {
      const content = pdf(300_000);
      const before = await rowHashes();
      const server = await startDyingServer(platform, point);
      expect(await uploadTo(server.port, content)).toBe(0);
      expect(await server.dead).toBe("SIGKILL");
      // The database ends the transaction of a client that is gone when it notices.
      await vi.waitFor(async () => {
        expect(await rowHashes()).toEqual(kept ? [...before, sha256(content)].sort() : before);
      });
      const { contents } = await filesOf(platform);
      expect(contents).toEqual(expect.arrayContaining(await rowHashes()));
      // Too early, nothing that an upload under way may need is touched.
      await sweepDocuments(platform.runtime);
      expect((await filesOf(platform)).contents).toEqual(contents);
      await sweep();
      await expectTidy();
      platform.clock.now = new Date();
      await createDocument(platform, application, content);
      expect(await rowHashes()).toContain(sha256(content));
    },
  );

  it("in the middle of a file leaves that part of it no longer than an hour", async () => {
    const server = await startDyingServer(platform, "never");
    const answered = uploadTo(server.port, pdf(2_000_000), 1_000_000);
    await vi.waitFor(async () => expect((await filesOf(platform)).incoming).toHaveLength(1));
    server.kill();
    expect(await answered).toBe(0);
    await server.dead;
    await sweepDocuments(platform.runtime);
    expect((await filesOf(platform)).incoming).toHaveLength(1);
    await sweep();
    await expectTidy();
  });
});

describe("a content that two documents have", () => {
  const content = pdf(10_000);
  const remove = (id: string) => call(platform, application, "DELETE", `${DOCUMENTS}/${id}`);
  const contentOf = async (id: string) => {
    platform.clock.now = new Date();
    const { body } = await call(platform, application, "GET", `${DOCUMENTS}/${id}/content`);
    return sha256(body as Uint8Array);
  };

  it("stays until both are deleted, and an hour longer", async () => {
    const first = await createDocument(platform, application, content);
    const second = await createDocument(platform, application, content);
    expect((await remove(first)).status).toBe(200);
    await sweep();
    await expectTidy();
    expect(await contentOf(second)).toBe(sha256(content));
    expect((await remove(second)).status).toBe(200);
    await sweepDocuments(platform.runtime);
    expect((await filesOf(platform)).contents).toContain(sha256(content));
    await sweep();
    expect((await filesOf(platform)).contents).not.toContain(sha256(content));
    await expectTidy();
  });

  it("is never lost while the one is deleted, the other uploaded and both swept, all at once", async () => {
    for (let round = 0; round < 10; round += 1) {
      const old = await createDocument(platform, application, content);
      const [created] = await Promise.all([
        createDocument(platform, application, content),
        remove(old),
        sweepDocuments({ ...platform.runtime, clock: () => new Date(Date.now() + 2 * HOUR) }),
        sweepDocuments({ ...platform.runtime, clock: () => new Date(Date.now() + 2 * HOUR) }),
      ]).catch((error: unknown) => {
        // What comes too late to keep its content says so, and has done nothing.
        expect(String(error)).toContain("unavailable");
        return [null];
      });
      if (created !== null) expect(await contentOf(created)).toBe(sha256(content));
      platform.clock.now = new Date();
    }
    await sweep();
    await expectTidy();
  });

  it("is not removed by a sweep that meets an upload of it", async () => {
    const fresh = pdf(700);
    const old = await createDocument(platform, application, fresh);
    expect((await remove(old)).status).toBe(200);
    const storage = platform.runtime.documents;
    let created: Promise<string> | undefined;
    platform.runtime.documents = {
      ...storage,
      // The sweep has decided, and holds the lock: an upload begins now.
      delete: async (key) => {
        created = createDocument(platform, application, fresh);
        await new Promise((resolve) => setTimeout(resolve, 300));
        await storage.delete(key);
      },
    };
    await sweepDocuments({ ...platform.runtime, clock: () => new Date(Date.now() + 2 * HOUR) });
    platform.runtime.documents = storage;
    expect(created).toBeDefined();
    expect(await contentOf((await created) ?? "")).toBe(sha256(fresh));
    await sweep();
    await expectTidy();
  });

  it("that cannot be removed is tried again, and holds up no other", async () => {
    const [stuck, other] = [pdf(800), pdf(500)];
    for (const each of [stuck, other]) {
      platform.clock.now = new Date();
      expect((await remove(await createDocument(platform, application, each))).status).toBe(200);
    }
    const storage = platform.runtime.documents;
    platform.runtime.documents = {
      ...storage,
      delete: (key) =>
        key.sha256 === sha256(stuck) ? Promise.reject(new Error("not now")) : storage.delete(key),
    };
    await sweep();
    platform.runtime.documents = storage;
    const { contents } = await filesOf(platform);
    expect(contents).toContain(sha256(stuck));
    expect(contents).not.toContain(sha256(other));
    platform.clock.now = new Date(Date.now() + 4 * HOUR);
    await sweepDocuments(platform.runtime);
    await expectTidy();
  });
});
