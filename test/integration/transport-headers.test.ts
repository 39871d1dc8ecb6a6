import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { errorOf, expectRefusal } from "@/test/integration/support/answers";
import { CUSTOMERS, minimalCustomer } from "@/test/integration/support/customers";
import {
  call,
  makeApplication,
  send,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { exchange, head } from "@/test/integration/support/raw-http";

describe("a request's headers", () => {
  let platform: TestPlatform;
  let application: TestApplication;
  let token: string;
  let credentials: string[];

  beforeAll(async () => {
    platform = await startTestPlatform();
    application = await makeApplication(platform);
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    platform.clock.now = new Date();
    token = await signToken(platform, application, "GET", CUSTOMERS);
    credentials = [`x-api-key: ${application.apiKey}`, `Authorization: Bearer ${token}`];
  });

  const get = (...lines: string[]) => exchange(platform, head(`GET ${CUSTOMERS}`, ...lines));

  it("are refused when one that decides something comes twice, whatever it holds", async () => {
    for (const [line, name] of [
      ["x-api-key: other", "x-api-key"],
      [`X-API-KEY: ${application.apiKey}`, "x-api-key"],
      ["x-api-key:", "x-api-key"],
      ["authorization: Basic eA==", "authorization"],
      [`AUTHORIZATION: Bearer ${token}`, "authorization"],
      ["Authorization:", "authorization"],
      ["Host: elsewhere.example", "host"],
      ["Host: 127.0.0.1", "host"],
    ] as const) {
      const answer = await get(...credentials, line);
      expectRefusal(answer, 400, "duplicate_header");
      expect(errorOf(answer).details).toMatchObject({ header: name, cause: expect.any(String) });
    }
    expect((await get(...credentials)).status).toBe(200);
  });

  it("are all looked at, however many there are", async () => {
    const padding = Array.from({ length: 1500 }, () => "a:");
    expectRefusal(await get(...padding, ...credentials, "x-api-key: other"), 400, "duplicate_header");
    const chunked = await get(...padding, ...credentials, "Transfer-Encoding: chunked");
    expectRefusal(chunked, 400, "body_not_allowed");
    expect((await get(...padding, ...credentials)).status).toBe(200);
  });

  it("may not say the length twice or in two ways", async () => {
    for (const lines of [
      ["Content-Length: 2", "Content-Length: 2"],
      ["Content-Length: 2", "Content-Length: 3"],
      ["Content-Length: 2", "Transfer-Encoding: chunked"],
      ["Content-Length: -1"],
      ["Content-Length: 2, 2"],
      ["Content-Length: 0x2"],
      ["Content-Length : 2"],
    ]) {
      const answer = await exchange(platform, head(`POST ${CUSTOMERS}`, ...lines), "{}");
      expectRefusal(answer, 400, "malformed_http");
    }
  });

  it("must name the host", async () => {
    const hostless = `GET ${CUSTOMERS} HTTP/1.1\r\nConnection: close\r\n\r\n`;
    expectRefusal(await exchange(platform, hostless), 400, "malformed_http");
  });

  it("may not fold, hide a line end or hold a control character", async () => {
    for (const line of [
      "x-api-key: a\r\n b",
      "a\0: b",
      "a: b\0c",
      "a b: c",
      ": c",
      "no colon",
      "a: b\nc: d\r",
    ]) {
      expectRefusal(await get(line), 400, "malformed_http");
    }
  });

  it("carry one kind of credentials, not two", async () => {
    for (const authorization of ["Bearer nv_pat_x", "bearer NV_x", "Bearer  nv_test_x"]) {
      const answer = await send(platform, "GET", CUSTOMERS, {
        "x-api-key": application.apiKey,
        authorization,
      });
      expectRefusal(answer, 400, "ambiguous_credentials");
    }
  });

  it("carry the key in x-api-key and nowhere else", async () => {
    const key = application.apiKey;
    const authorization = `Bearer ${token}`;
    for (const headers of [
      { authorization, cookie: `x-api-key=${key}; api_key=${key}` },
      { authorization, "x-api-token": key },
      { authorization, "api-key": key },
      { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` },
      { authorization: `Bearer ${key}` },
      { authorization, "x-api-key": `${key}, ${key}` },
      { authorization, "x-api-key": `"${key}"` },
      { authorization, "x-api-key": `Bearer ${key}` },
    ]) {
      expectRefusal(await send(platform, "GET", CUSTOMERS, headers), 401, "invalid_api_key");
    }
    const target = `${CUSTOMERS}?x-api-key=${key}&api_key=${key}`;
    const inQuery = await send(platform, "GET", target, { authorization });
    expectRefusal(inQuery, 401, "invalid_api_key");
  });

  it("hold nothing but a key in x-api-key", async () => {
    for (const key of ["k\x01y", "k\xe9y", "k".repeat(10_000), `${application.apiKey}\x00`, "\x7f"]) {
      const answer = await get(`x-api-key: ${key}`, `Authorization: Bearer ${token}`);
      const reason = key.includes("\x00") ? "malformed_http" : errorOf(answer).reason;
      expect(["invalid_api_key", "malformed_http"]).toContain(reason);
      expectRefusal(answer, reason === "malformed_http" ? 400 : 401, reason);
    }
  });

  it("may spell the scheme in any case, with one space", async () => {
    for (const scheme of ["bearer", "BEARER", "BeArEr"]) {
      const fresh = await signToken(platform, application, "GET", CUSTOMERS);
      const headers = { authorization: `${scheme} ${fresh}` };
      expect((await call(platform, application, "GET", CUSTOMERS, { headers })).status).toBe(200);
    }
    for (const [authorization, reason] of [
      [`Bearer  ${token}`, "token_malformed"],
      [`Bearer\t${token}`, "token_missing"],
      [`Bearer${token}`, "token_missing"],
      [`Token ${token}`, "token_missing"],
      [token, "token_missing"],
      ["Bearer", "token_missing"],
    ] as const) {
      const answer = await call(platform, application, "GET", CUSTOMERS, { headers: { authorization } });
      expectRefusal(answer, 401, reason);
    }
  });

  it("may announce no coding of the body", async () => {
    const body = JSON.stringify(minimalCustomer());
    for (const coding of ["gzip", "br", "identity", "GZIP, deflate", ""]) {
      const headers = { "content-encoding": coding };
      const answer = await call(platform, application, "POST", CUSTOMERS, { body, headers });
      expectRefusal(answer, 415, "unsupported_media_type");
    }
  });

  it("may expect whatever they like", async () => {
    for (const expectation of ["100-continue", "200-ok", ""]) {
      const token = await signToken(platform, application, "POST", CUSTOMERS);
      const answer = await exchange(
        platform,
        head(
          `POST ${CUSTOMERS}`,
          `x-api-key: ${application.apiKey}`,
          `Authorization: Bearer ${token}`,
          "Content-Length: 0",
          `Expect: ${expectation}`,
        ),
      );
      expectRefusal(answer, 422, "validation_failed");
    }
  });

  it("cannot turn the connection into another protocol", async () => {
    for (const protocol of ["websocket", "h2c"]) {
      const request = head(`GET ${CUSTOMERS}`, `Upgrade: ${protocol}`, "HTTP2-Settings: AAMAAABkAAQAAP__");
      const answer = await exchange(platform, request.replace("close", "Upgrade, close"));
      expectRefusal(answer, 401, "invalid_api_key");
    }
  });
});
