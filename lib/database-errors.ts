/** Telling a database that cannot be reached from one that refused. */

const UNREACHABLE_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "53300", // too_many_connections
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
]);

/** The code that Node.js, the driver or PostgreSQL (SQLSTATE) gave, looked for through wrapping errors. */
export function databaseErrorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return databaseErrorCode(error.cause);
}

export function isDatabaseUnreachable(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code !== null && UNREACHABLE_CODES.has(code);
}
