/** An answer as it was on the wire, but for what is new in every answer. */
import http from "node:http";
import { type CallOptions, signToken, type TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

/** Headers by their name in lower case, each with its values, sorted; body as the bytes in Latin-1. */
export type WholeAnswer = { status: number; headers: string[]; body: string };

/**
 * What is another one in each answer: ids that were made for it, and hashes of bodies that hold such. The clock stands still, so
 * moments are compared.
 */
const ID = /[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** The server's real time, and what is left of the application's limit. */
const NEW_HEADERS = new Set(["date", "ratelimit"]);

/** Two answers that name the same things in the same places stay alike. */
function withoutIds(): (text: string) => string {
  const seen: string[] = [];
  return (text) =>
    text.replace(ID, (id) => {
      if (!seen.includes(id)) seen.push(id);
      return `<id ${seen.indexOf(id)}>`;
    });
}

/** Of a raw answer, head and body; a body in chunks is put together, and that it came so is in its headers. */
export function toWholeAnswer(
  status: number,
  rawHeaders: readonly string[],
  body: Buffer | string,
): WholeAnswer {
  const withoutNews = withoutIds();
  const headers: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = String(rawHeaders[at]).toLowerCase();
    headers.push(`${name}: ${NEW_HEADERS.has(name) ? "<new>" : rawHeaders[at + 1]}`);
  }
  // Their order means nothing.
  return { status, headers: headers.sort().map(withoutNews), body: withoutNews(body.toString("latin1")) };
}

/** Signs and sends as `call` does, and gives the answer whole. */
export async function callWhole(
  platform: TestPlatform,
  application: TestApplication,
  method: string,
  target: string,
  options: CallOptions = {},
): Promise<WholeAnswer> {
  const token = options.token ?? (await signToken(platform, application, method, target, options));
  const headers = {
    "x-api-key": application.apiKey,
    authorization: `Bearer ${token}`,
    ...(options.body === undefined ? {} : { "content-type": options.contentType ?? "application/json" }),
    ...options.headers,
  };
  const present = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const { port } = platform;
    const request = http.request(
      { host: "127.0.0.1", port, method, path: target, headers: present, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve(toWholeAnswer(response.statusCode ?? 0, response.rawHeaders, Buffer.concat(chunks))),
        );
      },
    );
    request.on("error", reject);
    request.end(options.body);
  });
}
