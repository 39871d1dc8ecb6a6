import { once } from "node:events";
import net from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectRefusal } from "@/test/integration/support/answers";
import { CUSTOMERS } from "@/test/integration/support/customers";
import {
  call,
  makeApplication,
  reasonOf,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { exchange, head, type RawAnswer } from "@/test/integration/support/raw-http";
import { rowDigests } from "@/test/integration/support/rows";

const CHECK = "/api/v1/signature-check";
const MIB = 1024 * 1024;

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  const patience = { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 100 };
  platform = await startTestPlatform({}, { ...patience, keepAliveTimeout: 65_000 });
  application = await makeApplication(platform);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

/** A POST signed for `body`, sent with these lines and parts. */
async function post(
  target: string,
  body: string,
  lines: string[],
  ...parts: (string | Buffer | number)[]
): Promise<RawAnswer> {
  const token = await signToken(platform, application, "POST", target, { body });
  const credentials = [`x-api-key: ${application.apiKey}`, `Authorization: Bearer ${token}`];
  return exchange(platform, head(`POST ${target}`, ...credentials, ...lines), ...parts);
}

/** The body in chunks of these sizes, in turn. */
function chunked(body: string, ...sizes: number[]): string {
  const chunks: string[] = [];
  for (let start = 0, turn = 0; start < body.length; turn += 1) {
    const chunk = body.slice(start, start + (sizes[turn % sizes.length] ?? 1));
    chunks.push(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    start += chunk.length;
  }
  return `${chunks.join("")}0\r\n\r\n`;
}

describe("the size of a body", () => {
  it("is at most 1 MiB, whether announced or chunked", async () => {
    const before = await rowDigests(platform.database);
    const body = "x".repeat(MIB + 1);
    const announced = await post(CHECK, body, [`Content-Length: ${body.length}`], body);
    expectRefusal(announced, 413, "payload_too_large");
    const inChunks = await post(CHECK, body, ["Transfer-Encoding: chunked"], chunked(body, 65_536));
    expectRefusal(inChunks, 413, "payload_too_large");
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("may be exactly 1 MiB", async () => {
    const body = "x".repeat(MIB);
    expect((await post(CHECK, body, [`Content-Length: ${MIB}`], body)).status).toBe(200);
    const parts = chunked(body, 65_536);
    expect((await post(CHECK, body, ["Transfer-Encoding: chunked"], parts)).status).toBe(200);
  });

  it("is refused without waiting for bytes that are announced only", async () => {
    const answer = await post(CHECK, "x", [`Content-Length: ${100 * MIB}`], "x");
    expectRefusal(answer, 413, "payload_too_large");
  });

  it("does not depend on how the bytes are cut into chunks", async () => {
    const body = JSON.stringify({ text: "odd sizes ".repeat(300) });
    const parts = chunked(body, 1, 7, 13, 1021);
    expect((await post(CHECK, body, ["Transfer-Encoding: chunked"], parts)).status).toBe(200);
  });

  it("is what was announced: a shorter body never arrives, and of a longer one the rest is not read", async () => {
    for (const rest of ["cd", "GET", "\r\n\r\n", `GET ${CHECK} HTTP/1.1\r\n`]) {
      const longer = await post(CHECK, "ab", ["Content-Length: 2"], `ab${rest}`);
      expect(longer.status).toBe(200);
    }
    expectRefusal(await post(CHECK, "ab", ["Content-Length: 1"], "ab"), 401, "body_hash_mismatch");
    expectRefusal(await post(CHECK, "ab", ["Content-Length: 3"], "ab"), 408, "request_timeout");
  });
});

describe("the size of the headers", () => {
  it("is at most 16 kB", async () => {
    const large = await exchange(platform, head(`GET ${CUSTOMERS}`, `a: ${"x".repeat(17_000)}`));
    expectRefusal(large, 431, "headers_too_large");
    const many = Array.from({ length: 4000 }, (_, index) => `h${index}: x`);
    expectRefusal(await exchange(platform, head(`GET ${CUSTOMERS}`, ...many)), 431, "headers_too_large");
    const target = await exchange(platform, head(`GET ${CUSTOMERS}?q=${"x".repeat(17_000)}`));
    expectRefusal(target, 431, "headers_too_large");
    const token = await exchange(
      platform,
      head(
        `GET ${CUSTOMERS}`,
        `x-api-key: ${application.apiKey}`,
        `Authorization: Bearer ${"e".repeat(MIB)}`,
      ),
    );
    expectRefusal(token, 431, "headers_too_large");
  });

  it("is noticed long before 10 MB have come in", async () => {
    const line = `a: ${"x".repeat(8000)}\r\n`;
    const flood = await exchange(platform, head(`GET ${CUSTOMERS}`).replace(/\r\n$/, line.repeat(1300)));
    // The connection is closed over bytes still on their way, so the answer may get lost.
    if (flood.status !== 0) expectRefusal(flood, 431, "headers_too_large");
    expect((await call(platform, application, "GET", CHECK)).status).toBe(200);
  });
});

describe("what is no HTTP", () => {
  it.each([
    ["noise", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"],
    ["words", "hello\r\n\r\n"],
    ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["a version that is none", "GET / HTTP/9.x\r\n\r\n"],
    ["a line end too few", `GET ${CUSTOMERS} HTTP/1.1\nHost: a\n\n`],
    ["a chunk size that is none", `${head(`POST ${CHECK}`, "Transfer-Encoding: chunked")}zz\r\n`],
  ])("is refused in JSON and the connection closed: %s", async (_, bytes) => {
    expectRefusal(await exchange(platform, bytes), 400, "malformed_http");
  });
});

describe("the time a request takes", () => {
  it("is limited for headers that trickle", async () => {
    const answer = await exchange(platform, `GET ${CUSTOMERS} HTTP/1.1\r\nHost: a\r\n`, 300, "a: b\r\n", 300);
    expectRefusal(answer, 408, "request_timeout");
  });

  it("is limited for a body that trickles, and nothing happens", async () => {
    const before = await rowDigests(platform.database);
    const body = '{"companyName":"slow"}';
    const answer = await post(CUSTOMERS, body, [`Content-Length: ${body.length}`], "{", 500, '"', 600);
    expectRefusal(answer, 408, "request_timeout");
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("does not burn the token: the same request sent at once passes", async () => {
    const body = "slow";
    const token = await signToken(platform, application, "POST", CHECK, { body });
    const lines = [`x-api-key: ${application.apiKey}`, `Authorization: Bearer ${token}`, "Content-Length: 4"];
    expectRefusal(
      await exchange(platform, head(`POST ${CHECK}`, ...lines), "sl", 900),
      408,
      "request_timeout",
    );
    expect((await exchange(platform, head(`POST ${CHECK}`, ...lines), body)).status).toBe(200);
  });
});

describe("many connections", () => {
  it("that say nothing do not keep a signed request waiting", async () => {
    const idle = await Promise.all(
      Array.from({ length: 500 }, async () => {
        const socket = net.connect(platform.port, "127.0.0.1");
        socket.on("error", () => {});
        await once(socket, "connect");
        socket.write("GET /api/v1/customers HTTP/1.1\r\nHost: a\r\n");
        return socket;
      }),
    );
    const started = performance.now();
    expect(reasonOf(await call(platform, application, "GET", CHECK))).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(2_000);
    for (const socket of idle) socket.destroy();
  });

  it("may carry several requests in a row, each with its own answer", async () => {
    const requests = await Promise.all(
      ["a", "b", "c"].map(async (query, index) => {
        const target = `${CHECK}?${query}`;
        const token = await signToken(platform, application, "GET", target);
        const lines = [`x-api-key: ${application.apiKey}`, `Authorization: Bearer ${token}`];
        const request = head(`GET ${target}`, ...lines);
        return index === 2 ? request : request.replace("Connection: close\r\n", "");
      }),
    );
    const socket = net.connect(platform.port, "127.0.0.1");
    const received: Buffer[] = [];
    socket.on("data", (chunk) => received.push(chunk));
    socket.write(requests.join(""));
    await once(socket, "close");
    const text = Buffer.concat(received).toString();
    expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
    expect(new Set(text.match(/"requestId":"req_[^"]+"/g)).size).toBe(3);
  });
});
