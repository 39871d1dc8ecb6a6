/** What went wrong, in the words and the exit code that the command line promises. Never a stack, never a secret. */
import { CommandError, UsageError } from "@/cli/errors";
import { conflictBehind, databaseErrorCode, isDatabaseUnreachable } from "@/lib/database-errors";
import { SettingsError } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import { NuveraClientError } from "@/lib/partner-client";

export type Failure = {
  exitCode: 1 | 2;
  error: { code: string; message: string; reason: string; details: Record<string, unknown> };
};

const NOT_MIGRATED =
  'The database has no tables yet, or older ones. Start the platform once with "npm start".';

/** What the codes of Node.js and PostgreSQL mean for somebody who set up DATABASE_URL. */
const DATABASE_PROBLEMS: Readonly<Record<string, string>> = {
  "42P01": NOT_MIGRATED, // undefined_table
  "42883": NOT_MIGRATED, // undefined_function
  "22023": NOT_MIGRATED, // the role of the application does not exist
  "28P01": "The database refused the user or password of DATABASE_URL.",
  "28000": "The database refused the user of DATABASE_URL.",
  "3D000": "The database that DATABASE_URL names does not exist.",
  ENOTFOUND: "The host of DATABASE_URL is not known.",
  EAI_AGAIN: "The host of DATABASE_URL could not be looked up.",
};

/** `usage` is the command's, for lines that were not understood. */
export function toFailure(error: unknown, usage: string): Failure {
  if (error instanceof UsageError) {
    const details = { usage };
    return {
      exitCode: 2,
      error: { code: "invalid_request", message: error.message, reason: "usage", details },
    };
  }
  const { code, message, reason, details = {} } = describeError(error);
  return { exitCode: 1, error: { code, message, reason, details } };
}

function describeError(thrown: unknown): Omit<Failure["error"], "details"> & Partial<Failure["error"]> {
  const error = conflictBehind(thrown) ?? thrown;
  if (error instanceof ApiError) {
    const { code, message, reason, details } = error;
    return { code, message, reason, details };
  }
  if (error instanceof CommandError) {
    return { code: error.code, message: error.message, reason: error.reason };
  }
  if (error instanceof NuveraClientError) {
    return { code: "invalid_request", message: error.message, reason: error.code };
  }
  if (error instanceof SettingsError) return unavailable(error.message);
  if (isDatabaseUnreachable(error)) return unavailable("The database cannot be reached.");
  const code = databaseErrorCode(error);
  const problem = code === null ? undefined : DATABASE_PROBLEMS[code];
  if (problem !== undefined) return unavailable(problem);
  // Messages of the driver repeat statements and their parameters, so only the kind of error is named.
  const kind = code ?? (error instanceof Error ? error.name : typeof error);
  return { code: "internal_error", message: `Something failed inside (${kind}).`, reason: "internal_error" };
}

function unavailable(message: string) {
  return { code: "unavailable", message, reason: "unavailable" };
}

/** The failure for people: what happened, then each field at fault. */
export function failureLines({ error }: Failure): string[] {
  const { fields } = error.details;
  const problems: unknown[] = Array.isArray(fields) ? fields : [];
  return [`Error: ${error.message}`, ...problems.map((problem) => `  ${describeProblem(problem)}`)];
}

function describeProblem(problem: unknown): string {
  if (typeof problem !== "object" || problem === null) return String(problem);
  const path = "path" in problem ? String(problem.path) : "";
  const message = "message" in problem ? String(problem.message) : "";
  return path === "" ? message : `${path}: ${message}`;
}
