/** A partner's service under load: instances that each sign with the credentials they were last given. */
import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import http from "node:http";
import { createRequestToken } from "@/lib/partner-client";

export type InstanceCredentials = { apiKey: string; apiKeyId: string; privateKeyPem: string };

/** One answered request. Times are of `performance.now()`. */
export type Sent = { startedAt: number; endedAt: number; status: number; reason: string | null };

const BODY = JSON.stringify({ amount: "12.50", note: "a body that is signed" });

/** Instances in turn use each of the servers; `switchInstance` is what a rolling deployment does. */
export class PartnerService {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  readonly #keys = new Map<string, KeyObject>();
  readonly #instances: InstanceCredentials[];
  /** What each instance's unanswered request was signed with. */
  readonly #inFlight: (InstanceCredentials | undefined)[] = [];
  #running = true;
  #loops: Promise<void>[] = [];
  #sent: Sent[] = [];
  #failure: unknown;

  constructor(
    readonly ports: readonly number[],
    credentials: InstanceCredentials,
    readonly instanceCount: number,
  ) {
    this.#instances = Array.from({ length: instanceCount }, () => credentials);
  }

  start(): void {
    this.#loops = this.#instances.map((_, index) => this.#loop(index));
  }

  switchInstance(index: number, credentials: InstanceCredentials): void {
    this.#instances[index] = credentials;
  }

  /** What was answered since the last call. Rejects when a request got no answer at all. */
  take(): Sent[] {
    if (this.#failure !== undefined) throw this.#failure;
    const taken = this.#sent;
    this.#sent = [];
    return taken;
  }

  /** Whether an instance still signs with these credentials, or waits for the answer to a request that it did. */
  uses(credentials: InstanceCredentials): boolean {
    return [...this.#instances, ...this.#inFlight].includes(credentials);
  }

  get count(): number {
    return this.#sent.length;
  }

  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all(this.#loops);
    this.#agent.destroy();
  }

  async #loop(index: number): Promise<void> {
    for (let turn = index; this.#running; turn += 1) {
      const credentials = this.#instances[index];
      const port = this.ports[turn % this.ports.length];
      if (credentials === undefined || port === undefined) return;
      this.#inFlight[index] = credentials;
      try {
        this.#sent.push(await this.#request(credentials, port, turn % 4 === 0 ? "POST" : "GET"));
      } catch (error) {
        this.#failure ??= error;
        return;
      }
    }
  }

  async #request(
    { apiKey, apiKeyId, privateKeyPem }: InstanceCredentials,
    port: number,
    method: "GET" | "POST",
  ): Promise<Sent> {
    const target = "/api/v1/signature-check";
    const body = method === "POST" ? Buffer.from(BODY) : undefined;
    const startedAt = performance.now();
    const token = await createRequestToken({
      method,
      target,
      apiKeyId,
      nowSeconds: Math.floor(Date.now() / 1000),
      sign: (data) => this.#sign(data, privateKeyPem),
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    const headers = {
      "x-api-key": apiKey,
      authorization: `Bearer ${token}`,
      ...(body === undefined
        ? {}
        : { "content-type": "application/json", "content-length": body.byteLength }),
    };
    const { status, text } = await send(this.#agent, port, method, target, headers, body);
    return { startedAt, endedAt: performance.now(), status, reason: status === 200 ? null : reasonIn(text) };
  }

  #sign(data: Uint8Array, privateKeyPem: string): Promise<Uint8Array> {
    const key = this.#keys.get(privateKeyPem) ?? createPrivateKey(privateKeyPem);
    this.#keys.set(privateKeyPem, key);
    return new Promise((resolve, reject) => {
      sign("sha256", data, key, (error, signature) => {
        if (error === null) resolve(new Uint8Array(signature));
        else reject(error);
      });
    });
  }
}

function send(
  agent: http.Agent,
  port: number,
  method: string,
  path: string,
  headers: http.OutgoingHttpHeaders,
  body: Buffer | undefined,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, host: "127.0.0.1", port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

function reasonIn(text: string): string {
  return /"reason":"([a-z_]+)"/.exec(text)?.[1] ?? "no reason given";
}
