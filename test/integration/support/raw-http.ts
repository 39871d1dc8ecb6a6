/** Requests that no HTTP client would send, byte for byte, and their answers up to the end of the connection. */
import { once } from "node:events";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "@/test/integration/support/partner";

const PATIENCE_MILLISECONDS = 10_000;

/** `text` is the body as it came, and `rawHeaders` names and values in turn. The server has closed the connection. */
export type RawAnswer = Answer & { text: string; rawHeaders: string[] };

/**
 * Sends the parts, waiting the given milliseconds where a part is a number, and reads until the connection ends.
 * A connection that ends, or idles for ten seconds, without an answer gives status 0.
 */
export async function exchange(
  { port }: { port: number },
  ...parts: (string | Buffer | number)[]
): Promise<RawAnswer> {
  const socket = net.connect(port, "127.0.0.1");
  const received: Buffer[] = [];
  socket.on("data", (chunk) => received.push(chunk));
  // A server that has answered may close while bytes are still on their way to it.
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.setTimeout(PATIENCE_MILLISECONDS, () => socket.destroy());
  await once(socket, "connect");
  for (const part of parts) {
    if (typeof part === "number") await sleep(part);
    else socket.write(typeof part === "string" ? Buffer.from(part, "latin1") : part);
  }
  await closed;
  return parseAnswer(Buffer.concat(received).toString("utf8"));
}

/** A request's head; each header is a full line. The connection is to end after the answer. */
export function head(requestLine: string, ...headers: string[]): string {
  return [`${requestLine} HTTP/1.1`, "Host: 127.0.0.1", "Connection: close", ...headers, "", ""].join("\r\n");
}

function parseAnswer(received: string): RawAnswer {
  const final = received.replace(/^HTTP\/1\.1 1\d\d [\s\S]*?\r\n\r\n/, "");
  const [top = "", ...rest] = final.split("\r\n\r\n");
  const text = rest.join("\r\n\r\n");
  const [statusLine = "", ...lines] = top.split("\r\n");
  const pairs = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const headers = Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1] ?? 0);
  return { status, headers, rawHeaders: pairs.flat(), text, body: text === "" ? null : JSON.parse(text) };
}
