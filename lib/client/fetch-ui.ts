import { askForProof } from "@/lib/client/step-up";
import { UiError, uiErrorFrom } from "@/lib/client/ui-error";

/** What a schema of zod does, as far as reading an answer goes. */
export type AnswerReader<Answer> = {
  safeParse: (answer: unknown) => { success: true; data: Answer } | { success: false };
};

/**
 * Schemas are loaded with the first answer that they read: a page that comes with its data is shown, and used, without
 * them and their library.
 */
export type AnswerSchema<Answer> = () => Promise<AnswerReader<Answer>>;

type FetchUiOptions<Answer> = {
  schema: AnswerSchema<Answer>;
  method?: "GET" | "POST";
  body?: unknown;
  signal?: AbortSignal | undefined;
};

/** For calls whose answer nobody looks at. */
export const anyAnswer: AnswerSchema<unknown> = async () => ({
  safeParse: (data) => ({ success: true, data }),
});

/** The same where it is an object all the same, so that no other page is taken for it. */
export const anyObject: AnswerSchema<object> = async () => ({
  safeParse: (data) =>
    typeof data === "object" && data !== null && !Array.isArray(data)
      ? { success: true, data }
      : { success: false },
});

/**
 * Calls one of our own data routes and parses its answer; every failure is a `UiError`. A call that needs a fresh proof
 * of who acts asks the person for it and is made again.
 */
export async function fetchUi<Answer>(path: string, options: FetchUiOptions<Answer>): Promise<Answer> {
  try {
    return await callOnce(path, options);
  } catch (error) {
    if (!(error instanceof UiError) || error.reason !== "proof_required") throw error;
    if (!(await askForProof(error.prove))) throw error;
    return callOnce(path, options);
  }
}

async function callOnce<Answer>(
  path: string,
  { schema, method = "GET", body, signal }: FetchUiOptions<Answer>,
): Promise<Answer> {
  const loading = loaded(schema);
  // A change is not sent before its answer can be read; what only looks is asked for meanwhile.
  if (method === "POST") await loading;
  const [response, reader] = await Promise.all([
    reachable(() =>
      fetch(path, {
        method,
        credentials: "same-origin",
        cache: "no-store",
        headers: {
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      }),
    ),
    loading,
  ]);
  const requestId = response.headers.get("x-request-id");
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
  if (!response.ok) throw uiErrorFrom(response.status, answer, requestId);
  const parsed = reader.safeParse(answer);
  if (!parsed.success) throw uiErrorFrom(response.status, undefined, requestId);
  return parsed.data;
}

/** The schema, or a `UiError` where the server could not be reached. */
export function loaded<Answer>(schema: AnswerSchema<Answer>): Promise<AnswerReader<Answer>> {
  return reachable(schema);
}

/** What is asked of the server, or a `UiError` where it could not be reached; a call that was taken back stays one. */
async function reachable<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new UiError({
      status: 0,
      code: "unreachable",
      message: "The server could not be reached. Check the connection and try again.",
    });
  }
}
