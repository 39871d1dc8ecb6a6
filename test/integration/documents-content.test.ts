import http from "node:http";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { DocumentStorage } from "@/lib/documents/storage";
import { errorOf, expectRefusal } from "@/test/integration/support/answers";
import { idOf } from "@/test/integration/support/customers";
import {
  createDocument,
  DOCUMENTS,
  fileForm,
  filesOf,
  jpeg,
  pdf,
  sha256,
  upload,
} from "@/test/integration/support/documents";
import {
  type Answer,
  call,
  makeApplication,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { exchange, head } from "@/test/integration/support/raw-http";

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

const contentOf = (id: string) => `${DOCUMENTS}/${id}/content`;
const fetchContent = (id: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> =>
  call(platform, application, "GET", contentOf(id), { headers });

describe("the content of a document", () => {
  it("is an attachment of its real type, with its length and hash", async () => {
    const content = jpeg(100_000);
    const made = await upload(platform, application, fileForm(content, {}, "Päss <1>.html"));
    const answer = await fetchContent(idOf(made.body));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(content);
    expect(answer.headers).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": "100000",
      "content-disposition":
        "attachment; filename=\"P_ss <1>.html.jpg\"; filename*=UTF-8''P%C3%A4ss%20%3C1%3E.html.jpg",
      etag: `"${sha256(content)}"`,
      "repr-digest": `sha-256=:${Buffer.from(sha256(content), "hex").toString("base64")}:`,
      "accept-ranges": "bytes",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": expect.stringMatching(/^req_/),
      ratelimit: expect.any(String),
    });
  });

  it("needs the permission to read documents, and a key at all", async () => {
    const id = await createDocument(platform, application);
    const other = await makeApplication(platform, {
      organizationId: application.organizationId,
      permissions: ["CUSTOMERS_READ"],
    });
    expectRefusal(await call(platform, other, "GET", contentOf(id)), 403, "permission_missing");
    const keyless = await fetchContent(id, { "x-api-key": "nv_test_x" });
    expectRefusal(keyless, 401, "invalid_api_key");
  });
});

describe("a part of the content", () => {
  const content = pdf(1000);
  let id: string;
  beforeAll(async () => {
    platform.clock.now = new Date();
    id = await createDocument(platform, application, content);
  });

  it.each([
    ["bytes=0-0", 0, 0],
    ["bytes=0-99", 0, 99],
    ["bytes=500-", 500, 999],
    ["bytes=-1", 999, 999],
    ["bytes=-2000", 0, 999],
    ["bytes=990-5000", 990, 999],
    ["BYTES=1-2", 1, 2],
  ])("is given for %s", async (range, first, last) => {
    const answer = await fetchContent(id, { range });
    expect(answer.status).toBe(206);
    expect(answer.body).toEqual(content.subarray(first, last + 1));
    expect(answer.headers).toMatchObject({
      "content-range": `bytes ${first}-${last}/1000`,
      "content-length": String(last - first + 1),
      "content-type": "application/pdf",
      etag: `"${sha256(content)}"`,
    });
  });

  it.each(["bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999999999999-"])(
    "is none for %s",
    async (range) => {
      const answer = await fetchContent(id, { range });
      expectRefusal(answer, 416, "range_not_satisfiable");
      expect(answer.headers["content-range"]).toBe("bytes */1000");
      expect(errorOf(answer).details).toEqual({ sizeBytes: 1000 });
    },
  );

  it.each(["bytes=5-1", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1,5-6", "lines=1-2", "bytes 0-1", ""])(
    "is the whole for %j, which asks for no one part",
    async (range) => {
      expect(await fetchContent(id, { range })).toMatchObject({ status: 200, body: content });
    },
  );

  it("is given under If-Range only while the content is that one", async () => {
    const same = { range: "bytes=0-9", "if-range": `"${sha256(content)}"` };
    expect((await fetchContent(id, same)).status).toBe(206);
    for (const other of ['"x"', `W/"${sha256(content)}"`, new Date().toUTCString()]) {
      expect((await fetchContent(id, { ...same, "if-range": other })).status).toBe(200);
    }
  });
});

/** A signed request for the content, whose answer is read by whoever called. */
async function begin(id: string): Promise<http.IncomingMessage> {
  const target = contentOf(id);
  const token = await signToken(platform, application, "GET", target);
  const headers = { "x-api-key": application.apiKey, authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    http
      .get({ host: "127.0.0.1", port: platform.port, path: target, headers, agent: false }, resolve)
      .on("error", reject);
  });
}

/** Storage whose contents are read through `watch`. */
function watched(storage: DocumentStorage, watch: (content: Readable) => Readable): DocumentStorage {
  return { ...storage, open: async (key, range) => watch(await storage.open(key, range)) };
}

describe("a download", () => {
  let storage: DocumentStorage;
  beforeEach(() => {
    storage = platform.runtime.documents;
    return () => {
      platform.runtime.documents = storage;
    };
  });

  it("is read no faster than it is taken", async () => {
    const id = await createDocument(platform, application, pdf(20 * 1024 * 1024));
    let taken = 0;
    platform.runtime.documents = watched(storage, (content) => {
      async function* counted() {
        for await (const piece of content) {
          taken += piece.length;
          yield piece;
        }
      }
      return Readable.from(counted());
    });
    const response = await begin(id);
    response.pause();
    await new Promise((resolve) => setTimeout(resolve, 500));
    // What the sockets of both sides hold, and no more.
    expect(taken).toBeLessThan(15 * 1024 * 1024);
    let received = 0;
    for await (const piece of response) received += piece.length;
    expect(received).toBe(20 * 1024 * 1024);
  });

  it("that is broken off lets go of the file", async () => {
    const id = await createDocument(platform, application, pdf(20 * 1024 * 1024));
    const opened: Readable[] = [];
    platform.runtime.documents = watched(storage, (content) => {
      opened.push(content);
      return content;
    });
    const response = await begin(id);
    response.destroy();
    await vi.waitFor(() => expect(opened[0]).toMatchObject({ destroyed: true, closed: true }));
    expect((await fetchContent(id)).status).toBe(200);
  });

  it("that breaks off on our side ends the connection, so that nobody takes it for whole", async () => {
    const content = pdf(3 * 1024 * 1024);
    const id = await createDocument(platform, application, content);
    platform.runtime.documents = watched(storage, (source) => {
      async function* broken() {
        let given = 0;
        for await (const piece of source) {
          given += piece.length;
          yield piece;
          if (given > 1024 * 1024) throw new Error("the disk is gone");
        }
      }
      return Readable.from(broken());
    });
    const response = await begin(id);
    const read = async () => {
      for await (const _ of response) {
        // Only the end counts.
      }
    };
    await expect(read()).rejects.toMatchObject({ code: "ECONNRESET" });
    platform.runtime.documents = storage;
    expect(sha256(Buffer.from((await fetchContent(id)).body as Uint8Array))).toBe(sha256(content));
  });

  it("of a content that has changed its length behind our back ends the connection", async () => {
    for (const change of [
      (bytes: Buffer) => bytes.subarray(1),
      (bytes: Buffer) => Buffer.concat([bytes, bytes]),
    ]) {
      const content = pdf(1000);
      const id = await createDocument(platform, application, content);
      platform.runtime.documents = { ...storage, open: async () => Readable.from([change(content)]) };
      const response = await begin(id).catch(() => null);
      const read = async () => {
        for await (const _ of response ?? []) {
          // Only the end counts.
        }
        if (response === null) throw Object.assign(new Error("no answer at all"), { code: "ECONNRESET" });
      };
      await expect(read()).rejects.toMatchObject({ code: "ECONNRESET" });
    }
  });

  it("is 503 while the storage does not answer, and 500 when the content is lost", async () => {
    const id = await createDocument(platform, application);
    platform.runtime.documents = { ...storage, open: () => Promise.reject(new Error("no route to host")) };
    expectRefusal(await fetchContent(id), 503, "unavailable");
    platform.runtime.documents = storage;
    const { sha256: hash } = (await call(platform, application, "GET", `${DOCUMENTS}/${id}`)).body as {
      sha256: string;
    };
    const { organizationId, environment } = application;
    await storage.delete({ organizationId, environment, sha256: hash });
    expectRefusal(await fetchContent(id), 500, "internal_error");
  });

  it("leaves the connection usable for the next request", async () => {
    const id = await createDocument(platform, application, pdf(300_000));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let round = 0; round < 3; round += 1) {
      const target = contentOf(id);
      const token = await signToken(platform, application, "GET", target);
      const headers = { "x-api-key": application.apiKey, authorization: `Bearer ${token}` };
      const length = await new Promise<number>((resolve, reject) => {
        http
          .get({ host: "127.0.0.1", port: platform.port, path: target, headers, agent }, async (response) => {
            ports.add(response.socket.localPort);
            let received = 0;
            for await (const piece of response) received += piece.length;
            resolve(received);
          })
          .on("error", reject);
      });
      expect(length).toBe(300_000);
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  it("takes neither HEAD nor a body", async () => {
    const id = await createDocument(platform, application);
    expect((await exchange(platform, head(`HEAD ${contentOf(id)}`))).status).toBe(405);
    const withBody = head(`GET ${contentOf(id)}`, "Content-Length: 1");
    expectRefusal(await exchange(platform, withBody, "x"), 400, "body_not_allowed");
    expect((await filesOf(platform)).incoming).toEqual([]);
  });
});
