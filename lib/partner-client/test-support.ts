import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Only the form matters to the client; these open nothing. */
export const TEST_API_KEY = `nv_test_${"k".repeat(43)}abcdef`;
export const TEST_API_KEY_ID = "key_0190f3c2-7d1e-7c44-9b5e-0f0f0f0f0f0f";

/** An RSA key pair made for one test file. */
export function createTestKeys(modulusLength = 2048) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
  const spki = createPublicKey(publicKey.export({ type: "spki", format: "pem" })).export({
    type: "spki",
    format: "der",
  });
  return {
    privateKey,
    publicKey,
    pkcs8: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    fingerprint: createHash("sha256").update(spki).digest("hex"),
  };
}

/** One request as it arrived on the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A real server on the loopback interface that records what arrives and answers as told. */
export async function startServer(answer: (request: SeenRequest, index: number) => Answer) {
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request: SeenRequest = {
        method: incoming.method ?? "",
        target: incoming.url ?? "",
        rawHeaders: incoming.rawHeaders,
        header: (name) => {
          const value = incoming.headers[name];
          return Array.isArray(value) ? value.join(",") : value;
        },
        body: Buffer.concat(chunks),
      };
      seen.push(request);
      const { status = 200, headers = {}, body = "{}" } = answer(request, seen.length - 1);
      outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server that listens has an address object, never a pipe name or null.
  const { port } = server.address() as AddressInfo;
  return {
    seen,
    baseUrl: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The JSON inside one part of a token, unverified. */
export function decodePart(token: string, part: 0 | 1): Record<string, unknown> {
  // Test tokens are objects by construction.
  return JSON.parse(Buffer.from(token.split(".")[part] ?? "", "base64url").toString()) as Record<
    string,
    unknown
  >;
}
