/** Partners that keep writing and reading while the database fails: every write is retried until it is acknowledged. */
import { createPrivateKey, type KeyObject, randomUUID, sign } from "node:crypto";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { customerJson } from "@/bench/rows";
import { createRequestToken } from "@/lib/partner-client";

export type Credentials = { apiKey: string; apiKeyId: string; privateKeyPem: string };

/** One attempt: what was sent, so that it can be sent again, and what came of it. `status` 0: no answer. */
export type Attempt = {
  port: number;
  method: "GET" | "POST";
  target: string;
  headers: http.OutgoingHttpHeaders;
  body: Buffer | null;
  startedAt: number;
  endedAt: number;
  status: number;
  reason: string;
};

/** A write that was acknowledged: what names it in the database, and the ids that were answered for it. */
export type Acknowledged = { marker: string; id: string; attempts: number };

export const TOKEN_SECONDS = 60;
const ATTEMPT_MILLISECONDS = 15_000;
const PAUSE_MILLISECONDS = 100;

export class PartnerLoad {
  readonly attempts: Attempt[] = [];
  readonly acknowledged: Acknowledged[] = [];
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  readonly #key: KeyObject;
  #isStopping = false;
  #loops: Promise<void>[] = [];

  constructor(
    readonly ports: readonly number[],
    readonly credentials: Credentials,
  ) {
    this.#key = createPrivateKey(credentials.privateKeyPem);
  }

  start(writers: number, readers: number): void {
    this.#loops = [
      ...Array.from({ length: writers }, (_, index) => this.#loop(index, (turn) => this.#write(turn))),
      ...Array.from({ length: readers }, (_, index) => this.#loop(index, (turn) => this.#read(turn))),
    ];
  }

  /** Resolves when every write that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#loops);
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Sends exactly what was sent before, token and all. */
  again({ port, method, target, headers, body }: Attempt): Promise<Attempt> {
    return this.#send({ port, method, target, headers, body });
  }

  async #loop(index: number, act: (turn: number) => Promise<void>): Promise<void> {
    for (let turn = index; !this.#isStopping; turn += 1) await act(turn);
  }

  async #read(turn: number): Promise<void> {
    const attempt = await this.#signed(turn, "GET", "/api/v1/customers?limit=20", null, {});
    if (attempt.status !== 200) await sleep(PAUSE_MILLISECONDS);
  }

  async #write(turn: number): Promise<void> {
    const marker = randomUUID();
    const body = Buffer.from(customerJson(marker));
    const headers = { "idempotency-key": marker };
    for (let count = 1; ; count += 1) {
      const attempt = await this.#signed(turn + count, "POST", "/api/v1/customers", body, headers);
      if (attempt.status === 201) {
        this.acknowledged.push({ marker, id: attempt.reason, attempts: count });
        return;
      }
      if (attempt.status >= 400 && attempt.status < 500 && attempt.status !== 409 && attempt.status !== 429) {
        throw new Error(`A write was refused for good: ${attempt.status} ${attempt.reason}`);
      }
      await sleep(PAUSE_MILLISECONDS);
    }
  }

  async #signed(
    turn: number,
    method: Attempt["method"],
    target: string,
    body: Buffer | null,
    more: http.OutgoingHttpHeaders,
  ): Promise<Attempt> {
    const token = await createRequestToken({
      method,
      target,
      apiKeyId: this.credentials.apiKeyId,
      nowSeconds: Math.floor(Date.now() / 1000),
      lifetimeSeconds: TOKEN_SECONDS,
      sign: async (data) => new Uint8Array(sign("sha256", data, this.#key)),
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    });
    const headers = {
      ...more,
      "x-api-key": this.credentials.apiKey,
      authorization: `Bearer ${token}`,
      ...(body === null ? {} : { "content-type": "application/json", "content-length": body.byteLength }),
    };
    const port = this.ports[turn % this.ports.length] ?? 0;
    const attempt = await this.#send({ port, method, target, headers, body });
    this.attempts.push(attempt);
    return attempt;
  }

  async #send(sent: Pick<Attempt, "port" | "method" | "target" | "headers" | "body">): Promise<Attempt> {
    const startedAt = performance.now();
    const { status, reason } = await answerTo(this.#agent, sent).catch((error: unknown) => ({
      status: 0,
      reason: error instanceof Error && "code" in error ? String(error.code) : "no answer",
    }));
    return { ...sent, startedAt, endedAt: performance.now(), status, reason };
  }
}

/** The reason of a refusal; of what was made, its id. */
function answerTo(
  agent: http.Agent,
  { port, method, target, headers, body }: Pick<Attempt, "port" | "method" | "target" | "headers" | "body">,
): Promise<{ status: number; reason: string }> {
  return new Promise((resolve, reject) => {
    const options = { agent, host: "127.0.0.1", port, method, path: target, headers };
    const request = http.request({ ...options, timeout: ATTEMPT_MILLISECONDS }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const status = response.statusCode ?? 0;
        const found = status === 201 ? /"id":"([^"]+)"/.exec(text) : /"reason":"([a-z_]+)"/.exec(text);
        resolve({ status, reason: found?.[1] ?? "" });
      });
    });
    request.on("timeout", () => request.destroy(Object.assign(new Error("Too late."), { code: "TOO_LATE" })));
    request.on("error", reject);
    request.end(body ?? undefined);
  });
}
