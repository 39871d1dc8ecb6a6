/**
 * Structured log lines on standard error. Statement texts and parameters of database errors are left out: they
 * hold what callers sent.
 */
import { databaseErrorCode } from "@/lib/database-errors";

type Fields = Record<string, string | number | boolean | null>;

export function logError(message: string, error: unknown, fields: Fields = {}): void {
  write("error", message, { ...fields, ...errorFields(error) });
}

export function logInfo(message: string, fields: Fields = {}): void {
  write("info", message, fields);
}

function write(level: string, message: string, fields: Fields): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
}

function errorFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = databaseErrorCode(error);
  const innermost = deepestCause(error);
  const isStatementError = innermost !== error || "query" in error;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    error: innermost.name,
    ...(code === null ? {} : { code }),
    ...(isStatementError ? {} : { detail: redact(innermost.message) }),
    stack: frames.slice(0, 8).join("\n"),
  };
}

function deepestCause(error: Error): Error {
  return error.cause instanceof Error ? deepestCause(error.cause) : error;
}

/** API keys and tokens must not reach a log even when some message quotes them. */
function redact(text: string): string {
  return text
    .replace(/nv_(test|live)_[0-9A-Za-z]+/g, "nv_$1_[redacted]")
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, "[redacted token]")
    .slice(0, 500);
}
