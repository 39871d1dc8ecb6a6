/**
 * One HTTP request to an address that was checked. It follows no redirect, keeps no connection for another endpoint, reads
 * no more than it needs, and ends when its time is up, whatever the other side does.
 */
import { request as requestByHttp } from "node:http";
import { request as requestByHttps } from "node:https";
import { isIP } from "node:net";
import type { AttemptError } from "@/lib/schemas/webhook-kinds";

const MAXIMUM_RESPONSE_BYTES = 64 * 1024;
const KEPT_RESPONSE_BYTES = 2048;

export type WebhookRequest = {
  url: URL;
  /** Where the URL's host is: connected to as it is, with no look-up. */
  address: string;
  /** The address of this machine from which to connect; the system's choice without. */
  localAddress: string | undefined;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** For everything: connecting, sending, and the answer. */
  timeoutMilliseconds: number;
};

export type WebhookResponse = {
  /** Null where no answer came. */
  status: number | null;
  /** Null when it was a 2xx. */
  error: AttemptError | null;
  /** The beginning of the answer as text that is safe to show. */
  body: string | null;
  retryAfter: string | null;
};

/** Does not throw: what goes wrong is in the result. */
export function sendWebhook(outgoing: WebhookRequest): Promise<WebhookResponse> {
  return new Promise((resolve) => {
    const { url, address, localAddress, body, headers, timeoutMilliseconds } = outgoing;
    const isSecure = url.protocol === "https:";
    const name = url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
    let isConnected = false;
    let isAnswered = false;
    const request = (isSecure ? requestByHttps : requestByHttp)({
      method: "POST",
      host: address,
      port: url.port === "" ? (isSecure ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      ...(localAddress === undefined ? {} : { localAddress }),
      // A server is asked for, and has to prove, the name in the URL; for an address in the URL, that address.
      // Said here, so that no variable of the process's environment can turn it off.
      ...(isSecure ? { servername: isIP(name) === 0 ? name : "", rejectUnauthorized: true } : {}),
      agent: false,
      headers: {
        Host: url.host,
        "User-Agent": "Nuvera-Webhooks/1.0",
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
        Connection: "close",
        ...headers,
      },
    });
    const settle = (response: WebhookResponse) => {
      clearTimeout(timer);
      resolve(response);
      request.destroy();
    };
    const fail = (error: AttemptError) => settle({ status: null, error, body: null, retryAfter: null });
    /** Once the status has come the answer counts, also when its body never ends or breaks off. */
    let conclude = () => fail("timeout");
    const timer = setTimeout(() => conclude(), timeoutMilliseconds);
    request.on("socket", (socket) => socket.once("connect", () => (isConnected = true)));
    request.on("error", (error: NodeJS.ErrnoException) =>
      fail(errorWord(error.code ?? "", isSecure && isConnected)),
    );
    // A change of protocols (101) that nobody asked for ends the request without an answer and without an error.
    request.on("close", () => {
      if (!isAnswered) fail("invalid_response");
    });
    request.on("response", (response) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = () =>
        settle({
          status: response.statusCode ?? null,
          error: statusError(response.statusCode ?? 0),
          body: shownText(Buffer.concat(chunks)),
          retryAfter: response.headers["retry-after"] ?? null,
        });
      conclude = finish;
      response.on("data", (chunk: Buffer) => {
        if (bytes < KEPT_RESPONSE_BYTES) chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= MAXIMUM_RESPONSE_BYTES) finish();
      });
      response.on("close", finish);
      response.on("error", finish);
    });
    request.end(body);
  });
}

function statusError(status: number): AttemptError | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? "redirect" : "status_not_2xx";
}

/** `isSecuring`: the connection stands and certificates are to be proven. */
function errorWord(code: string, isSecuring: boolean): AttemptError {
  if (code === "ECONNREFUSED") return "connection_refused";
  if (code === "ETIMEDOUT") return "timeout";
  if (code.startsWith("HPE_")) return "invalid_response";
  if (isSecuring && !["ECONNRESET", "EPIPE"].includes(code)) return "tls_failed";
  return "connection_failed";
}

/** As text without anything that a terminal, a log or a page could take for an order. */
function shownText(bytes: Buffer): string {
  const text = new TextDecoder().decode(bytes.subarray(0, KEPT_RESPONSE_BYTES));
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{C}\n\t]/gu, "\uFFFD");
}
