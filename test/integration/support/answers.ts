/** What every refusal has to look like, whoever gave it. */
import { expect } from "vitest";
import type { Answer } from "@/test/integration/support/partner";

const API_KEY = /nv_(test|live)_[0-9A-Za-z]{40,}/;
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]*/;
const INSIDES = /\bat \S+ \(|node_modules|\.[jt]s:\d|\bselect\b.+\bfrom\b|nuvera_app|Postgres/i;

/** The answer is this refusal, in the envelope, with the headers of every answer, and gives nothing away. */
export function expectRefusal(answer: Answer, status: number, reason: string): void {
  expect({ status: answer.status, body: answer.body }).toEqual({ status, body: envelope(reason) });
  expectCommonHeaders(answer);
  expect(answer.headers["x-request-id"]).toBe(errorOf(answer).requestId);
  expectNothingSecret(answer);
}

/** 404 like any other id that is not there: what and only what an unknown id is told. */
export function withoutRequestId(answer: Answer): { status: number; error: object } {
  const { requestId: _, ...error } = errorOf(answer);
  return { status: answer.status, error };
}

export function expectCommonHeaders({ headers }: Answer): void {
  expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["x-request-id"]).toMatch(/^req_[0-9a-f-]{36}$/);
  expect(Number.isNaN(Date.parse(headers.date ?? ""))).toBe(false);
  expect(headers).not.toHaveProperty("access-control-allow-origin");
  expect(headers).not.toHaveProperty("x-powered-by");
}

/** No key, no token, no stack trace and nothing of the database, in body or headers. */
export function expectNothingSecret(answer: Answer): void {
  const text = JSON.stringify([answer.body, answer.headers]);
  for (const pattern of [API_KEY, TOKEN, INSIDES]) expect(text).not.toMatch(pattern);
}

type ErrorBody = { reason: string; message: string; details: Record<string, unknown>; requestId: string };

/** The `error` of a refusal. */
export function errorOf(answer: Answer): ErrorBody {
  expect(answer.body).toHaveProperty("error.requestId");
  // The line above and the envelope check of `expectRefusal` stand for the shape.
  return (answer.body as { error: ErrorBody }).error;
}

/** Paths of the fields that a 422 complains about, sorted. */
export function fieldPaths(answer: Answer): string[] {
  expectRefusal(answer, 422, "validation_failed");
  const { fields } = errorOf(answer).details;
  if (!Array.isArray(fields)) throw new Error("a 422 without details.fields");
  return fields.map((field: { path: string }) => field.path).sort();
}

function envelope(reason: string): object {
  return {
    error: {
      code: expect.any(String),
      message: expect.stringMatching(/\S/),
      reason,
      details: expect.any(Object),
      requestId: expect.any(String),
      docsUrl: `http://127.0.0.1/docs/errors#${reason}`,
    },
  };
}
