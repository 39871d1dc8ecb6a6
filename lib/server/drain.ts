/** Taking an HTTP server out of service without cutting off anybody who uses it rightly. */
import { once } from "node:events";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

export type Patience = {
  /** How long connections without a request under way may stay open for one more. */
  idleMilliseconds: number;
  /** After this, what is still under way is cut off. */
  atMostMilliseconds: number;
};

/** The process is to end: nobody is behind it whom kept connections would rather reach. */
export const END: Patience = { idleMilliseconds: 0, atMostMilliseconds: 10_000 };

/**
 * Others go on in this one's place, so there is time. A kept connection ends after its next answer, which announces it, or when
 * its announced keep-alive time has run out, as it would have anyway; and a request may take as long as the server allows.
 */
export const HAND_OVER: Patience = { idleMilliseconds: 70_000, atMostMilliseconds: 130_000 };

/** The drain of one server; `hurry` ends it at once. */
export type Drain = (patience: Patience, hurry?: AbortSignal) => Promise<void>;

/**
 * Watches the server's requests from now on. The returned function stops accepting, answers what is under way and what still
 * comes over open connections with `Connection: close`, and resolves when no connection is left.
 */
export function drainOf(server: Server): Drain {
  let isDraining = false;
  /** Of each connection the newest request: only after its answer may the connection end. */
  const newest = new Map<Duplex, { response: ServerResponse; wasKept: boolean }>();

  const announceEnd = ({ response }: { response: ServerResponse }) => {
    if (!response.headersSent) response.shouldKeepAlive = false;
  };
  const follow = ({ socket }: IncomingMessage, response: ServerResponse) => {
    const before = newest.get(socket);
    // One that was sent before the answer to this one: its answer must not end the connection under the next.
    if (before !== undefined && !before.response.headersSent)
      before.response.shouldKeepAlive = before.wasKept;
    const now = { response, wasKept: response.shouldKeepAlive };
    newest.set(socket, now);
    response.once("close", () => {
      if (newest.get(socket) === now) newest.delete(socket);
    });
    if (isDraining) announceEnd(now);
  };
  server.prependListener("request", follow);
  server.prependListener("checkExpectation", follow);

  return async ({ idleMilliseconds, atMostMilliseconds }, hurry) => {
    isDraining = true;
    for (const request of newest.values()) announceEnd(request);
    const closed = once(server, "close").then(() => true as const);
    // The HTTP server's own `close` would at once reset connections on which a request may just be arriving.
    NetServer.prototype.close.call(server);
    const cancel = new AbortController();
    const { signal } = cancel;
    const wait = (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => {});
    const hurried = hurry === undefined ? new Promise<never>(() => {}) : aborted(hurry);
    void wait(idleMilliseconds).then(() => {
      if (!signal.aborted) server.closeIdleConnections();
    });
    await Promise.race([closed, wait(atMostMilliseconds), hurried]);
    cancel.abort();
    server.closeAllConnections();
    // Stops what the server does beside its connections.
    Server.prototype.close.call(server);
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
