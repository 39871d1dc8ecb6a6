import type { z } from "zod";
import { askForProof } from "@/lib/client/step-up";
import { UiError, uiErrorFrom } from "@/lib/client/ui-error";

type FetchUiOptions<Schema extends z.ZodType> = {
  schema: Schema;
  method?: "GET" | "POST";
  body?: unknown;
  signal?: AbortSignal | undefined;
};

/**
 * Calls one of our own data routes and parses its answer; every failure is a `UiError`. A call that needs a fresh proof
 * of who acts asks the person for it and is made again.
 */
export async function fetchUi<Schema extends z.ZodType>(
  path: string,
  options: FetchUiOptions<Schema>,
): Promise<z.output<Schema>> {
  try {
    return await callOnce(path, options);
  } catch (error) {
    if (!(error instanceof UiError) || error.reason !== "proof_required") throw error;
    if (!(await askForProof(error.prove))) throw error;
    return callOnce(path, options);
  }
}

async function callOnce<Schema extends z.ZodType>(
  path: string,
  { schema, method = "GET", body, signal }: FetchUiOptions<Schema>,
): Promise<z.output<Schema>> {
  const response = await send(path, {
    method,
    credentials: "same-origin",
    cache: "no-store",
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const requestId = response.headers.get("x-request-id");
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
  if (!response.ok) throw uiErrorFrom(response.status, answer, requestId);
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw uiErrorFrom(response.status, undefined, requestId);
  return parsed.data;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new UiError({
      status: 0,
      code: "unreachable",
      message: "The server could not be reached. Check the connection and try again.",
    });
  }
}
