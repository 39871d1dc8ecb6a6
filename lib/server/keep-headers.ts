/** Where Next.js writes a handler's answer: its headers as the handler gave them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Wire } from "@/lib/api/wire";
import { hasUnreadBody } from "@/lib/server/call-handler";

/**
 * Next.js leaves out the length of a body, adds what tells its pages apart to `Vary`, and would compress. Call before it gets the
 * request to an endpoint of the partner API, whose answers are to be the same whoever writes them.
 */
export function keepHandlersHeaders(request: IncomingMessage, response: ServerResponse, wire: Wire): void {
  // By this it compresses; what was sent is on the wire, for whoever asks.
  delete request.headers["accept-encoding"];
  const writeHead = response.writeHead;
  response.writeHead = (...words: unknown[]) => {
    const { answerHeaders } = wire;
    if (answerHeaders !== undefined) {
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      for (const [name, value] of Object.entries(answerHeaders)) response.setHeader(name, value);
      if (hasUnreadBody(request)) response.setHeader("connection", "close");
    }
    // The words are of one of `writeHead`'s signatures; which one is its caller's affair.
    return Reflect.apply(writeHead, response, words) as ServerResponse;
  };
}
