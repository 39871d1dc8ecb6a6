import { once } from "node:events";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { MAXIMUM_DOCUMENT_BYTES } from "@/lib/schemas/document-kinds";
import { errorOf, expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import {
  BOUNDARY,
  DOCUMENTS,
  fileForm,
  filesOf,
  form,
  type Part,
  pdf,
  type SentForm,
  sha256,
  upload,
} from "@/test/integration/support/documents";
import {
  type Answer,
  call,
  makeApplication,
  reasonOf,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { exchange, head, type RawAnswer } from "@/test/integration/support/raw-http";
import { rowDigests } from "@/test/integration/support/rows";

const MIB = 1024 * 1024;

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

const send = (body: SentForm, who = application) => upload(platform, who, body);

/** Does not change any row or file, whatever it is answered. */
async function changingNothing<Result>(request: () => Promise<Result>): Promise<Result> {
  const state = async () => [await rowDigests(platform.database), await filesOf(platform)];
  const before = await state();
  const answer = await request();
  expect(await state()).toEqual(before);
  return answer;
}

const refused = async (body: SentForm, status: number, reason: string): Promise<Answer> => {
  const answer = await changingNothing(() => send(body));
  expectRefusal(answer, status, reason);
  return answer;
};

const file: Part = { name: "file", content: pdf(), fileName: "a.pdf" };
const type: Part = { name: "type", content: "OTHER" };

const raw = (text: string): SentForm => ({
  contentType: `multipart/form-data; boundary=${BOUNDARY}`,
  bytes: Buffer.from(text, "latin1"),
});

describe("the parts of an upload", () => {
  it("may come in any order", async () => {
    for (const parts of [
      [file, type],
      [type, file],
    ]) {
      expect((await send(form(parts))).status).toBe(201);
    }
  });

  it.each<[string, Part[], string[]]>([
    ["no parts but one unknown", [{ name: "x", content: "1" }], ["file", "type", "x"]],
    ["no file", [type], ["file"]],
    ["no type", [file], ["type"]],
    ["two files", [file, type, file], ["file"]],
    ["two types", [file, type, type], ["type"]],
    ["another part", [file, type, { name: "status", content: "APPROVED" }], ["status"]],
    ["another file", [file, type, { name: "file2", content: "x", fileName: "b.pdf" }], ["file2"]],
    ["an organization", [file, type, { name: "organizationId", content: "x" }], ["organizationId"]],
    ["a prototype", [file, type, { name: "__proto__", content: "x" }], ["__proto__"]],
    ["a type that is none", [file, { name: "type", content: "SELFIE" }], ["type"]],
    ["a long type", [file, { name: "type", content: "OTHER".repeat(1000) }], ["type"]],
    ["an empty file", [{ ...file, content: "" }, type], ["file"]],
    ["a text as file", [{ ...file, content: "hello" }, type], ["file"]],
    ["a page as file", [{ ...file, content: "<html>%PDF-1.7" }, type], ["file"]],
    ["a GIF as file", [{ ...file, content: "GIF89a0123456789" }, type], ["file"]],
    [
      "the beginning of a PNG",
      [{ ...file, content: Buffer.from("89504e470d0a1a0a", "hex") }, type],
      ["file"],
    ],
    [
      "a form as file",
      [{ ...file, content: Buffer.from(form([file, type], "inner").bytes) }, type],
      ["file"],
    ],
  ])("must be the three there are, each once: %s", async (_, parts, fields) => {
    const answer = await refused(form(parts), 422, "validation_failed");
    expect(fieldPaths(answer)).toEqual(fields);
  });

  it("are at most twenty", async () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ name: `p${index}`, content: "" }));
    await refused(form(many), 400, "invalid_multipart");
  });
});

describe("a form that two readers could read differently", () => {
  const whole = Buffer.from(form([type, file]).bytes).toString("latin1");

  it.each<[string, SentForm]>([
    ["a preamble", raw(`hello\r\n${whole}`)],
    ["an epilogue", raw(`${whole}bye`)],
    ["a second form", raw(whole + whole)],
    ["no closing boundary", raw(whole.replace(`--${BOUNDARY}--\r\n`, ""))],
    ["another boundary", { ...form([type, file], "other"), contentType: raw("").contentType }],
    ["a longer boundary", { ...form([type, file], `${BOUNDARY}x`), contentType: raw("").contentType }],
    ["a name twice", raw(whole.replace('name="type"', 'name="type"; name="file"'))],
    ["a folded header", raw(whole.replace('; name="type"', ';\r\n name="type"'))],
    ["a part without a name", raw(whole.replace('; name="type"', ""))],
    ["base64", form([type, { ...file, headers: ["Content-Transfer-Encoding: base64"] }])],
    ["no body", raw("")],
    ["no boundary", { ...form([type, file]), contentType: "multipart/form-data" }],
    ["two boundaries", { ...form([type, file]), contentType: `${raw("").contentType}; boundary=x` }],
  ])("is refused: %s", async (_, body) => {
    await refused(body, 400, "invalid_multipart");
  });

  it.each([
    "application/json",
    "multipart/mixed; boundary=a",
    "text/plain",
    "multipart/form-dataX; boundary=a",
  ])("is no form under another content type: %s", async (contentType) => {
    await refused({ ...form([type, file]), contentType }, 415, "unsupported_media_type");
  });

  it("takes no query parameters", async () => {
    const { bytes, contentType } = form([type, file]);
    const answer = await changingNothing(() =>
      call(platform, application, "POST", `${DOCUMENTS}?type=OTHER`, { body: bytes, contentType }),
    );
    expect(fieldPaths(answer)).toEqual(["type"]);
  });
});

describe("the order of refusals", () => {
  it("says nothing of a form before the caller is known and permitted", async () => {
    const reader = await makeApplication(platform, { permissions: ["DOCUMENTS_READ"] });
    for (const body of [raw("nonsense"), form([type]), { ...raw("{}"), contentType: "application/json" }]) {
      expectRefusal(await changingNothing(() => send(body, reader)), 403, "permission_missing");
      const stranger = { ...application, apiKey: reader.apiKey };
      expectRefusal(await changingNothing(() => send(body, stranger)), 401, "signature_invalid");
    }
  });

  it("keeps no file of a caller whose token is not good", async () => {
    const { bytes, contentType } = fileForm(pdf(2 * MIB));
    const seen: string[][] = [];
    const look = setInterval(async () => seen.push((await filesOf(platform)).incoming), 1);
    for (const sign of [{ method: "PUT" }, { target: "/x" }]) {
      const answer = await call(platform, application, "POST", DOCUMENTS, { body: bytes, contentType, sign });
      expect(answer.status).toBe(401);
    }
    clearInterval(look);
    expect(seen.flat()).toEqual([]);
  });

  it("is 401 and leaves nothing when one byte of the body was changed, and the token stays unused", async () => {
    const { bytes, contentType } = fileForm(pdf());
    const token = await signToken(platform, application, "POST", DOCUMENTS, { body: bytes });
    for (const place of [0, 10, bytes.length - 100, bytes.length - 3]) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      const answer = await changingNothing(() =>
        call(platform, application, "POST", DOCUMENTS, { body: changed, contentType, token }),
      );
      expectRefusal(answer, 401, "body_hash_mismatch");
    }
    const right = { body: bytes, contentType, token };
    expect((await call(platform, application, "POST", DOCUMENTS, right)).status).toBe(201);
    const again = await changingNothing(() => call(platform, application, "POST", DOCUMENTS, right));
    expectRefusal(again, 401, "token_replayed");
  });

  it("is 503 when the file cannot be written, and nothing is done", async () => {
    const { spoolDirectory } = platform.runtime.settings.documents;
    await rm(spoolDirectory, { recursive: true, force: true });
    await mkdir(path.dirname(spoolDirectory), { recursive: true });
    await writeFile(spoolDirectory, "not a folder");
    const before = await rowDigests(platform.database);
    expectRefusal(await send(fileForm(pdf())), 503, "unavailable");
    expect(await rowDigests(platform.database)).toEqual(before);
    await rm(spoolDirectory);
    expect((await send(fileForm(pdf()))).status).toBe(201);
  });
});

describe("the size of a file", () => {
  it("may be exactly 25 MiB", async () => {
    const content = pdf(MAXIMUM_DOCUMENT_BYTES);
    const answer = await send(fileForm(content));
    expect(answer).toMatchObject({ status: 201, body: { sizeBytes: 26_214_400, sha256: sha256(content) } });
    const back = await call(
      platform,
      application,
      "GET",
      `${DOCUMENTS}/${(answer.body as { id: string }).id}/content`,
    );
    expect(sha256(back.body as Uint8Array)).toBe(sha256(content));
  });

  it("may be no byte more", async () => {
    const answer = await refused(fileForm(pdf(MAXIMUM_DOCUMENT_BYTES + 1)), 413, "payload_too_large");
    expect(errorOf(answer).details).toMatchObject({
      maximumBytes: MAXIMUM_DOCUMENT_BYTES,
      cause: "file_too_large",
    });
  });

  it("is refused without waiting when it is announced only", async () => {
    const token = await signToken(platform, application, "POST", DOCUMENTS, { body: "x" });
    const lines = [
      `x-api-key: ${application.apiKey}`,
      `Authorization: Bearer ${token}`,
      `Content-Length: ${26 * MIB + 1}`,
    ];
    const answer = await exchange(platform, head(`POST ${DOCUMENTS}`, ...lines), "x");
    expectRefusal(answer, 413, "payload_too_large");
  });

  it("is counted as it comes where nothing is announced", async () => {
    const body = fileForm(pdf(27 * MIB));
    const answer = await changingNothing(() => sendInChunks(body, 65_536));
    // The connection is closed over bytes still on their way, so the answer may get lost.
    if (answer !== null) expect([answer.status, reasonOf(answer)]).toEqual([413, "payload_too_large"]);
  });

  it("of every other body stays 1 MiB", async () => {
    const body = JSON.stringify({ companyName: "x".repeat(MIB) });
    const answer = await changingNothing(() =>
      call(platform, application, "POST", "/api/v1/customers", { body }),
    );
    expectRefusal(answer, 413, "payload_too_large");
  });
});

/** Sends the body with chunked coding, in pieces of this size; `null` when the connection ends without an answer. */
async function sendInChunks({ bytes, contentType }: SentForm, size: number): Promise<Answer | null> {
  const token = await signToken(platform, application, "POST", DOCUMENTS, { body: bytes });
  const request = startUpload(token, { "content-type": contentType, "transfer-encoding": "chunked" });
  const answered = answerTo(request);
  for (let start = 0; start < bytes.length && !request.destroyed; start += size) {
    if (!request.write(bytes.subarray(start, start + size)))
      await Promise.race([once(request, "drain"), answered]);
  }
  request.end();
  return answered;
}

function startUpload(token: string, headers: http.OutgoingHttpHeaders): http.ClientRequest {
  return http.request({
    host: "127.0.0.1",
    port: platform.port,
    method: "POST",
    path: DOCUMENTS,
    agent: false,
    headers: { "x-api-key": application.apiKey, authorization: `Bearer ${token}`, ...headers },
  });
}

function answerTo(request: http.ClientRequest): Promise<Answer | null> {
  return new Promise((resolve) => {
    request.on("error", () => resolve(null));
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
        }),
      );
    });
  });
}

describe("how the bytes come", () => {
  it.each([1, 7, 1021, 16_384])("makes no difference: in chunks of %d", async (size) => {
    const content = pdf(5_000);
    const answer = await sendInChunks(fileForm(content), size);
    expect(answer).toMatchObject({ status: 201, body: { sha256: sha256(content) } });
  });

  it("may be with an announced length that is wrong: then it is no upload", async () => {
    const { bytes, contentType } = fileForm(pdf());
    const token = await signToken(platform, application, "POST", DOCUMENTS, { body: bytes });
    const announce = (length: number): Promise<RawAnswer> =>
      exchange(
        platform,
        head(
          `POST ${DOCUMENTS}`,
          `x-api-key: ${application.apiKey}`,
          `Authorization: Bearer ${token}`,
          `Content-Type: ${contentType}`,
          `Content-Length: ${length}`,
        ),
        Buffer.from(bytes),
      );
    const shorter = await changingNothing(() => announce(bytes.length - 1));
    expectRefusal(shorter, 401, "body_hash_mismatch");
    // The rest never comes: the test's own patience ends the connection.
    expect((await changingNothing(() => announce(bytes.length + 1))).status).toBe(0);
  });

  it("is forgotten when the sender breaks off in the middle", async () => {
    const { bytes, contentType } = fileForm(pdf(4 * MIB));
    const token = await signToken(platform, application, "POST", DOCUMENTS, { body: bytes });
    const before = await rowDigests(platform.database);
    const { spoolDirectory } = platform.runtime.settings.documents;
    const request = startUpload(token, { "content-type": contentType, "content-length": bytes.length });
    const answered = answerTo(request);
    request.write(bytes.subarray(0, 3 * MIB));
    await vi.waitFor(async () => expect(await readdir(spoolDirectory)).toHaveLength(1));
    request.destroy();
    expect(await answered).toBeNull();
    await vi.waitFor(async () => expect(await readdir(spoolDirectory)).toEqual([]));
    expect(await rowDigests(platform.database)).toEqual(before);
    const right = { body: bytes, contentType, token };
    expect((await call(platform, application, "POST", DOCUMENTS, right)).status).toBe(201);
  });

  it("counts for the token's end: one that ended on the way is expired", async () => {
    const { bytes, contentType } = fileForm(pdf(MIB));
    const token = await signToken(platform, application, "POST", DOCUMENTS, { body: bytes });
    const request = startUpload(token, { "content-type": contentType, "content-length": bytes.length });
    const answered = answerTo(request);
    request.write(bytes.subarray(0, 1000));
    await vi.waitFor(async () => expect((await filesOf(platform)).incoming).toHaveLength(1));
    platform.clock.now = new Date(platform.clock.now.getTime() + 61_000);
    const answer = await changingRows(() => {
      request.end(bytes.subarray(1000));
      return answered;
    });
    expect(reasonOf(answer ?? { status: 0, headers: {}, body: null })).toBe("token_expired");
    expect((await filesOf(platform)).incoming).toEqual([]);
  });
});

async function changingRows<Result>(request: () => Promise<Result>): Promise<Result> {
  const before = await rowDigests(platform.database);
  const result = await request();
  expect(await rowDigests(platform.database)).toEqual(before);
  return result;
}
