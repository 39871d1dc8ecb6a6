/** The request that somebody is building: what is typed, and the request target that comes of it. Pure. */
import { z } from "zod";
import type { ConsoleOperation } from "@/lib/client/console/operation";
import { buildTarget, NuveraClientError } from "@/lib/partner-client";
import { targetUrl } from "@/lib/partner-client/target";

const texts = z.record(z.string(), z.string());

/** Nothing in it is secret: the API key and the private key are kept elsewhere, and never written down. */
export const consoleDraftSchema = z.object({
  /** `null` for a request of one's own. */
  operation: z.string().nullable(),
  /** Of a request of one's own. */
  method: z.string(),
  target: z.string(),
  path: texts,
  query: texts,
  body: z.string(),
  form: texts,
  idempotencyKey: z.string(),
});
export type ConsoleDraft = z.infer<typeof consoleDraftSchema>;

export const METHODS = ["GET", "POST", "PATCH", "DELETE"] as const;

/** A draft for an operation, with examples where something has to be. */
export function draftOf(operation: ConsoleOperation): ConsoleDraft {
  return {
    operation: operation.name,
    method: operation.method,
    target: "",
    path: {},
    query: {},
    body: operation.bodyExample ?? "",
    form: Object.fromEntries(
      (operation.formParameters ?? [])
        .filter(({ isRequired }) => isRequired)
        .map(({ name, values, example }) => [name, example ?? values[0] ?? ""]),
    ),
    idempotencyKey: "",
  };
}

/** A request of one's own, beginning with what was built so far. */
export function freeDraft(method: string, target: string, body: string): ConsoleDraft {
  return { operation: null, method, target, path: {}, query: {}, body, form: {}, idempotencyKey: "" };
}

export type BuiltTarget = { target: string; problem: null } | { target: null; problem: string };

/** The request target, or what keeps it from being one. A path parameter that is empty stays as its placeholder's problem. */
export function builtTarget(
  draft: ConsoleDraft,
  operation: ConsoleOperation | null,
  origin: string,
): BuiltTarget {
  try {
    const target = operation === null ? draft.target : targetOfOperation(draft, operation);
    targetUrl(origin, target);
    return { target, problem: null };
  } catch (error) {
    if (error instanceof NuveraClientError) return { target: null, problem: error.message };
    throw error;
  }
}

function targetOfOperation(draft: ConsoleDraft, operation: ConsoleOperation): string {
  const missing = operation.pathParameters.find(({ name }) => (draft.path[name] ?? "").trim() === "");
  if (missing !== undefined) {
    throw new NuveraClientError("invalid_target", `Fill in ${missing.name}: it is part of the path.`);
  }
  const segments = operation.path
    .slice(1)
    .split("/")
    .map((segment) => {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      return name === undefined ? segment : (draft.path[name] ?? "").trim();
    });
  const query = operation.queryParameters.map(({ name }) => [name, draft.query[name] || undefined]);
  return buildTarget(segments, Object.fromEntries(query));
}

/** Whether the browser sends a body with this method; with the others it refuses to (Fetch standard). */
export function mayHaveBody(method: string): boolean {
  return !["GET", "HEAD", "DELETE"].includes(method);
}

/** What is wrong with the text as JSON, or `null`. An empty text is no body. */
export function jsonProblem(text: string): string | null {
  if (text === "") return null;
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof SyntaxError ? error.message : "This is not JSON.";
  }
}

/** Something that must not lie in the browser's storage, even if it was typed into the wrong field. */
const SECRET = /nv_(?:test|live)_[0-9A-Za-z]{20}|PRIVATE KEY/;

/** The draft as text to store, or `null` where it holds what looks like a credential. */
export function storedDraft(draft: ConsoleDraft): string | null {
  const text = JSON.stringify(draft);
  return SECRET.test(text) ? null : text;
}

/** What was stored; `null` where it is nothing of ours. */
export function readDraft(text: string | null): ConsoleDraft | null {
  try {
    return consoleDraftSchema.safeParse(JSON.parse(text ?? "null")).data ?? null;
  } catch {
    return null;
  }
}
