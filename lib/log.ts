/**
 * Structured log lines: JSON, one a line, on standard error. Whatever is written down passes `lib/log-scrub.ts`, and a line
 * that belongs to a request names it. Statement texts and parameters of database errors are left out: they hold what
 * callers sent.
 */
import { currentWire } from "@/lib/api/wire";
import { databaseErrorCode } from "@/lib/database-errors";
import { isSecretField, scrub } from "@/lib/log-scrub";
import { processSlot } from "@/lib/process-slot";

/** From the most to the least that is told; each tells what those after it tell. */
export type LogLevel = "debug" | "info" | "warn" | "error";

export type LogFields = Record<string, string | number | boolean | null>;

export type LogSettings = {
  level: LogLevel;
  /** A line for each partner request at level `info`, instead of at level `debug`. */
  accessLog: boolean;
  /** What no form tells to be secret: peppers, passwords of the database. */
  secrets: readonly string[];
};

const slot = processSlot<LogSettings>("log");
const DEFAULTS: LogSettings = { level: "info", accessLog: false, secrets: [] };

/** For the process. Without it: everything but debug lines. */
export function provideLogSettings(settings: LogSettings | undefined): void {
  slot.set(settings);
}

export function logError(message: string, error: unknown, fields: LogFields = {}): void {
  writeLine("error", message, { ...fields, ...errorFields(error) });
}

export function logWarning(message: string, fields: LogFields = {}): void {
  writeLine("warn", message, fields);
}

export function logInfo(message: string, fields: LogFields = {}): void {
  writeLine("info", message, fields);
}

/** Whether partner requests that are over have a line each. */
export function tellsAccess(): boolean {
  return isTold(accessLevel());
}

export function logAccess(fields: LogFields): void {
  writeLine(accessLevel(), "request", fields);
}

function accessLevel(): LogLevel {
  return (slot.get() ?? DEFAULTS).accessLog ? "info" : "debug";
}

/** `text` as it may be written down in this process. */
export function scrubbed(text: string): string {
  return scrub(text, (slot.get() ?? DEFAULTS).secrets);
}

/** Writes a line of this level, unless the settings want less. */
export function writeLine(level: LogLevel, message: string, fields: LogFields): void {
  if (!isTold(level)) return;
  const requestId = currentWire()?.requestId;
  const line = {
    time: new Date().toISOString(),
    level,
    pid: process.pid,
    message,
    ...(requestId === undefined ? {} : { requestId }),
    ...fields,
  };
  process.stderr.write(`${toSafeJson(line)}\n`);
}

const GRAVITY: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

function isTold(level: LogLevel): boolean {
  return GRAVITY[level] >= GRAVITY[(slot.get() ?? DEFAULTS).level];
}

/** No string leaves without being scrubbed, and no character in one can move a terminal or begin another line. */
function toSafeJson(line: Record<string, unknown>): string {
  const text = JSON.stringify(line, (name, value: unknown) => {
    if (typeof value !== "string") return value;
    return name !== "" && isSecretField(name) ? "[redacted]" : scrubbed(value);
  });
  return text.replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const MAXIMUM_DETAIL_CHARACTERS = 500;
const MAXIMUM_FRAMES = 8;

/** What of an error may be told: names, codes, the innermost text unless a database wrote it, and where it was thrown. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = databaseErrorCode(error);
  const innermost = deepestCause(error);
  const isStatementError = innermost !== error || "query" in error;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    error: innermost.name,
    ...(code === null ? {} : { code }),
    // Cut after it is scrubbed: a cut secret has no form by which to know it.
    ...(isStatementError ? {} : { detail: scrubbed(innermost.message).slice(0, MAXIMUM_DETAIL_CHARACTERS) }),
    stack: frames.slice(0, MAXIMUM_FRAMES).join("\n"),
  };
}

function deepestCause(error: Error): Error {
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return deepestCause(error.errors[0]);
  return error.cause instanceof Error ? deepestCause(error.cause) : error;
}
