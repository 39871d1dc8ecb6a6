/** One HTTP request whose target goes out as it was given: `fetch` would tidy it up and break its signature. */
import {
  type ClientRequest,
  request as http,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from "node:http";
import { request as https } from "node:https";
import { CommandError } from "@/cli/errors";

const TIMEOUT_MILLISECONDS = 60_000;

export type ExactRequest = {
  method: string;
  target: string;
  headers: Readonly<Record<string, string>>;
  /** Sent as JSON, as it is. */
  data: string | undefined;
};

export type Answer = { status: number; statusText: string; headers: IncomingHttpHeaders; body: string };

/** Sends to `origin` (`https://host[:port]`) and reads the answer; follows no redirect. Throws `CommandError`. */
export async function sendExactly(origin: string, exact: ExactRequest): Promise<Answer> {
  const { protocol, hostname, port } = new URL(origin);
  const body = exact.data === undefined ? undefined : Buffer.from(exact.data, "utf8");
  const request = (protocol === "https:" ? https : http)({
    host: hostname.replace(/^\[|\]$/g, ""),
    port,
    method: exact.method,
    path: exact.target,
    headers: {
      "user-agent": "nuvera-cli",
      ...exact.headers,
      ...(body === undefined ? {} : { "content-type": "application/json", "content-length": body.length }),
    },
    agent: false,
  });
  request.setTimeout(TIMEOUT_MILLISECONDS, () => {
    request.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" }));
  });
  try {
    const answered = responseTo(request);
    request.end(body);
    return await read(await answered);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new CommandError("unavailable", "unreachable", `No answer from ${origin}${code}.`);
  } finally {
    request.destroy();
  }
}

/** `error` may come again after the answer, when the server closes early on a body it does not want. */
function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on("response", resolve);
    request.on("connect", resolve);
    request.on("error", reject);
    request.on("close", () => reject(new Error("closed")));
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? "",
    headers: response.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
