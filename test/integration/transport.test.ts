import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefusal } from "@/test/integration/support/answers";
import { CUSTOMERS } from "@/test/integration/support/customers";
import { endpointCases } from "@/test/integration/support/endpoints";
import { ELSEWHERE, MALFORMED, NOT_CANONICAL, OTHER_METHODS } from "@/test/integration/support/odd-targets";
import {
  call,
  makeApplication,
  send,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { exchange, head, type RawAnswer } from "@/test/integration/support/raw-http";

const CHECK = "/api/v1/signature-check";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
});
afterAll(() => platform.stop());

/** Rightly signed for `target`; the lines come after the credentials. */
async function signedRaw(method: string, target: string, ...lines: string[]): Promise<RawAnswer> {
  const token = await signToken(platform, application, method, target);
  const credentials = [`x-api-key: ${application.apiKey}`, `Authorization: Bearer ${token}`];
  return exchange(platform, head(`${method} ${target}`, ...credentials, ...lines));
}

describe("the request target", () => {
  it.each(NOT_CANONICAL)("%s is refused as not canonical", async (target) => {
    const answer = await exchange(platform, head(`GET ${target}`));
    expectRefusal(answer, 400, "non_canonical_path");
  });

  it.each(MALFORMED)("%j is refused as malformed", async (target) => {
    const answer = await exchange(platform, head(`GET ${target}`));
    expectRefusal(answer, 400, "malformed_target");
  });

  it.each(ELSEWHERE)("%s is no path of the API, whoever asks", async (target) => {
    expectRefusal(await exchange(platform, head(`GET ${target}`)), 404, "not_found");
    expectRefusal(await signedRaw("GET", target), 404, "not_found");
  });

  it("is unknown with and without a key", async () => {
    for (const target of [
      "/api",
      "/api/v1",
      "/api/v2/customers",
      "/api/v1/customers/x/y",
      "/api/__proto__",
    ]) {
      expectRefusal(await send(platform, "GET", target, {}), 404, "not_found");
      expectRefusal(await call(platform, application, "GET", target), 404, "not_found");
      expectRefusal(await call(platform, application, "DELETE", target), 404, "not_found");
    }
  });

  it("is what is on the wire, whatever forwarding headers claim", async () => {
    const lies = {
      "x-original-url": `${CHECK}?other`,
      "x-rewrite-url": `${CHECK}?other`,
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "10.0.0.1",
      "x-forwarded-prefix": "/other",
      forwarded: "for=10.0.0.1;host=evil.example",
      "x-matched-path": "/api/v1/reference/countries",
      "x-invoke-path": "/api/v1/reference/countries",
      "x-middleware-rewrite": "/api/v1/reference/countries",
      "x-middleware-subrequest": "middleware",
      "x-nuvera-path": "/",
    };
    const honest = await call(platform, application, "GET", `${CHECK}?a=1`, { headers: lies });
    expect(honest).toMatchObject({ status: 200, body: { application: { id: application.applicationId } } });
    expect(JSON.stringify(honest)).not.toContain("evil.example");
    const sign = { target: `${CHECK}?other` };
    const lying = await call(platform, application, "GET", CHECK, { headers: lies, sign });
    expectRefusal(lying, 401, "uri_mismatch");
    expect(JSON.stringify(lying.body)).not.toContain("evil.example");
  });
});

describe("the method", () => {
  it.each(OTHER_METHODS)("%s is refused with the ones there are, with and without a key", async (method) => {
    const answers = [
      await exchange(platform, head(`${method} ${CUSTOMERS}`)),
      await signedRaw(method, CUSTOMERS),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe("GET, POST");
      if (method === "HEAD") expect(answer.text).toBe("");
      else expectRefusal(answer, 405, "method_not_allowed");
    }
  });

  it("CONNECT is refused and the connection closed", async () => {
    for (const target of ["elsewhere.example:443", CUSTOMERS]) {
      expectRefusal(await exchange(platform, head(`CONNECT ${target}`)), 405, "method_not_allowed");
    }
  });

  it("is the one in the request line, whatever override headers claim", async () => {
    const overrides = {
      "x-http-method-override": "POST",
      "x-http-method": "POST",
      "x-method-override": "POST",
    };
    const listed = await call(platform, application, "GET", CUSTOMERS, { headers: overrides });
    expect(listed).toMatchObject({ status: 200, body: { items: [] } });
    const asPost = { headers: overrides, sign: { method: "POST" } };
    expectRefusal(await call(platform, application, "GET", CUSTOMERS, asPost), 401, "method_mismatch");
  });

  it("is case-sensitive", async () => {
    expectRefusal(await exchange(platform, head(`get ${CUSTOMERS}`)), 400, "malformed_http");
  });

  it.each(endpointCases.filter(({ method }) => method === "GET" || method === "DELETE"))(
    "takes no body at $title, however it is announced",
    async ({ method, pattern }) => {
      const target = pattern.replace(/\[\w+\]/g, "x");
      for (const [announcement, body] of [
        ["Content-Length: 2", "{}"],
        ["Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n"],
        ["Transfer-Encoding: chunked", "0\r\n\r\n"],
      ] as const) {
        const answer = await exchange(platform, head(`${method} ${target}`, announcement), body);
        expectRefusal(answer, 400, "body_not_allowed");
      }
    },
  );

  it("may announce a body of no bytes", async () => {
    expect((await signedRaw("GET", CUSTOMERS, "Content-Length: 0")).status).toBe(200);
  });
});
