/** A browser in front of next-auth's door: keeps cookies, sends forms. Next.js itself is not there, only its scope. */
import "next/dist/server/node-environment-baseline.js";
import { type WorkStore, workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external.js";
import {
  type RequestStore,
  workUnitAsyncStorage,
} from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { NextRequest } from "next/server";
import { z } from "zod";
import { runWithWire } from "@/lib/api/wire";
import { newUuid } from "@/lib/ids";
import { runtime } from "@/lib/runtime";
import { readSessionCookie, sessionCookieName } from "@/lib/web/next-auth";
import { handleNextAuth } from "@/lib/web/next-auth-door";

export type DoorAnswer = { status: number; text: string; body: unknown; headers: Headers };

export class NextAuthClient {
  readonly cookies = new Map<string, string>();

  constructor(readonly address = "192.0.2.1") {}

  get(path: string): Promise<DoorAnswer> {
    return this.#send("GET", path);
  }

  /** Sends a form as our pages do, with its CSRF token unless told otherwise. */
  async post(path: string, fields: Record<string, string> = {}): Promise<DoorAnswer> {
    const csrf = z.object({ csrfToken: z.string() }).parse((await this.get("csrf")).body);
    return this.#send("POST", path, new URLSearchParams({ json: "true", ...csrf, ...fields }));
  }

  signIn(email: string, password: string, code?: string): Promise<DoorAnswer> {
    return this.post("callback/credentials", { email, password, ...(code === undefined ? {} : { code }) });
  }

  /** The id of the session that the cookie names, or `null` without a cookie. */
  async sessionId(): Promise<string | null> {
    const { settings } = runtime();
    const value = this.cookies.get(sessionCookieName(settings));
    return value === undefined ? null : readSessionCookie(value, settings);
  }

  async #send(method: string, path: string, form?: URLSearchParams): Promise<DoorAnswer> {
    const cookie = [...this.cookies]
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("; ");
    const target = `/api/auth/${path}`;
    const request = new NextRequest(new URL(target, "http://localhost:3000"), {
      method,
      headers: { cookie, "user-agent": "test" },
      ...(form === undefined ? {} : { body: form }),
    });
    const wire = {
      requestId: `req_${newUuid()}`,
      method,
      target,
      rawHeaders: ["User-Agent", "test"],
      remoteAddress: this.address,
    };
    const params = Promise.resolve({ nextauth: path.split("/") });
    const response = await runWithWire(wire, () =>
      inScopeOfNext(request, () => handleNextAuth(request, { params })),
    );
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    return {
      status: response.status,
      text,
      body: text.startsWith("{") ? JSON.parse(text) : null,
      headers: response.headers,
    };
  }

  #keep(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "") this.cookies.delete(name);
    else this.cookies.set(name, decodeURIComponent(value));
  }
}

/** `cookies()` and `headers()` of Next.js read these stores; of each, what a route handler's request needs is here. */
export function inScopeOfNext<Result>(request: NextRequest, work: () => Result): Result {
  const workStore = { route: "/api/auth/[...nextauth]" } as WorkStore;
  const requestStore = {
    type: "request",
    phase: "render",
    cookies: request.cookies as unknown,
    headers: request.headers as unknown,
  } as RequestStore;
  return workAsyncStorage.run(workStore, () => workUnitAsyncStorage.run(requestStore, work));
}
