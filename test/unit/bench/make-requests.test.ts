import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeRequests } from "@/bench/load/make-requests";
import type { RequestPlan } from "@/bench/load/protocol";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const plan: RequestPlan = {
  method: "GET",
  target: "/api/v1/customers",
  headers: {},
  bodyTemplate: null,
  credentials: null,
  expectedStatus: 200,
  expectedText: "",
};
const credentials = { apiKey: "nv_test_key", apiKeyId: "key_1", privateKeyPem: privateKey };

async function make(change: Partial<RequestPlan>, count: number) {
  const requests = await makeRequests({ ...plan, ...change }, count, 3000);
  return requests.map((parts) => {
    const bytes = Buffer.concat(parts);
    const end = bytes.indexOf("\r\n\r\n");
    const head = bytes.toString("latin1", 0, end);
    const header = (name: string) => new RegExp(`\r\n${name}: ([^\r]*)`).exec(head)?.[1];
    return { header, body: bytes.subarray(end + 4) };
  });
}

function claimsOf(authorization: string | undefined): { jti: string; bodyHash: string } {
  const payload = authorization?.split(".")[1] ?? "";
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

describe("requests for a bench", () => {
  it("bring personal keys by turns", async () => {
    const requests = await make({ personalKeys: ["nv_a", "nv_b"] }, 3);
    expect(requests.map(({ header }) => header("authorization"))).toEqual([
      "Bearer nv_a",
      "Bearer nv_b",
      "Bearer nv_a",
    ]);
  });

  it("have a token each, which names the body that is sent", async () => {
    const requests = await make({ method: "POST", credentials, bodyTemplate: '{"n":"%n"}' }, 3);
    const claims = requests.map(({ header }) => claimsOf(header("authorization")));
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(3);
    for (const [index, { header, body }] of requests.entries()) {
      expect(claims[index]?.bodyHash).toBe(createHash("sha256").update(body).digest("hex"));
      expect(header("content-length")).toBe(String(body.length));
    }
  });

  it("carry forms whose file has the size that was asked for, each another one", async () => {
    const type = "multipart/form-data; boundary=bench";
    const headers = { "content-type": type };
    const requests = await make({ method: "POST", credentials, headers, uploadBytes: 50_000 }, 2);
    const files = await Promise.all(
      requests.map(async ({ header, body }) => {
        const { bodyHash } = claimsOf(header("authorization"));
        expect(bodyHash).toBe(createHash("sha256").update(body).digest("hex"));
        const form = await new Response(new Uint8Array(body), {
          headers: { "content-type": type },
        }).formData();
        expect(form.get("type")).toBe("OTHER");
        const file = form.get("file");
        if (!(file instanceof File)) throw new Error("There is no file.");
        return Buffer.from(await file.arrayBuffer());
      }),
    );
    expect(files.map(({ length }) => length)).toEqual([50_000, 50_000]);
    expect(files[0]?.toString("latin1", 0, 5)).toBe("%PDF-");
    expect(files[0]?.equals(files[1] ?? Buffer.alloc(0))).toBe(false);
  });
});
