/** Telling a database that cannot be reached from one that refused. */
import { type ApiError, conflict } from "@/lib/errors";

export const DEADLINE_CODE = "DATABASE_DEADLINE";

const UNREACHABLE_CODES = new Set([
  DEADLINE_CODE,
  "NO_PRIMARY", // none of several hosts takes writes
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "25006", // read_only_sql_transaction: a standby that is not promoted yet
  "57014", // query_canceled: the statement timeout
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
  return code !== null && (UNREACHABLE_CODES.has(code) || /^08\w{3}$/.test(code)); // class 08: connection exception
}

/** The refusal of who came too late for what they wanted to change; `null` for every other error. */
export function conflictBehind(error: unknown): ApiError | null {
  if (isLostRace(error))
    return conflict("Somebody else changed the same thing at the same moment. Try again.");
  if (isRefusedRevival(error)) {
    return conflict(
      "This has ended in the meantime, and what has ended stays ended. Look at it, then decide again.",
    );
  }
  if (isReferenceGone(error)) {
    return conflict(
      "Something that this refers to was removed at the same moment; nothing was done. Look what is left, then try again.",
    );
  }
  return null;
}

/** Whether PostgreSQL refused a row because of what it refers to: that is gone, by an emptied sandbox for example. */
export function isReferenceGone(error: unknown): boolean {
  return databaseErrorCode(error) === "23503";
}

/** Whether PostgreSQL refused a row because of the foreign key of this name, which may be several causes deep. */
export function isForeignKeyViolation(error: unknown, constraint: string): boolean {
  if (!(error instanceof Error)) return false;
  if (!("code" in error)) return isForeignKeyViolation(error.cause, constraint);
  return error.code === "23503" && "constraint_name" in error && error.constraint_name === constraint;
}

/** Two transactions waited for each other, or one read what the other changed; nothing of the loser remains. */
function isLostRace(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === "40P01" || code === "40001";
}

/** One of our triggers refused to reopen what has ended. A table's own check has a name: it failing is our mistake. */
function isRefusedRevival(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!("code" in error)) return isRefusedRevival(error.cause);
  return error.code === "23514" && !("constraint_name" in error);
}

/**
 * Rejects when `statement` has no answer after `milliseconds`: a server that hangs sends no error. For statements
 * whose outcome does not matter to a caller who is refused.
 */
export async function withDeadline<Result>(
  statement: PromiseLike<Result>,
  milliseconds = 8_000,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error("The database did not answer in time."), { code: DEADLINE_CODE }));
    }, milliseconds);
  });
  try {
    return await Promise.race([statement, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
