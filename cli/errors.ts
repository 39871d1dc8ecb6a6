/** The command line was not understood: exit 2, with the usage. The message never repeats a value. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The command was understood and could not be done: exit 1. */
export class CommandError extends Error {
  override name = "CommandError";

  constructor(
    readonly code: "invalid_request" | "unavailable",
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}
