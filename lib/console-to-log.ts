/**
 * What libraries and the framework say on the console becomes lines of our log, scrubbed as those are. Their words would else
 * go out as they are: a page that fails over a statement is printed with the statement's parameters.
 */
import { errorFields, type LogFields, type LogLevel, logError, writeLine } from "@/lib/log";

const LEVELS = {
  debug: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
  trace: "debug",
} as const;
type Method = keyof typeof LEVELS;

/** Takes over the process's console; the returned function gives it back. */
export function takeOverConsole(): () => void {
  // Replaced as a whole, since who holds the object calls what it has then.
  const target = globalThis.console;
  const before = { ...target };
  const methods = Object.keys(LEVELS) as Method[];
  Object.assign(
    target,
    Object.fromEntries(methods.map((method) => [method, (...args: unknown[]) => tell(LEVELS[method], args)])),
  );
  return () => {
    Object.assign(target, before);
  };
}

/** Text is told, of an error what `errorFields` lets through, and of everything else what kind of thing it is. */
function tell(level: LogLevel, args: readonly unknown[]): void {
  const error = args.find((argument) => argument instanceof Error);
  const words = args.filter((argument) => argument !== error).map(wordFor);
  const fields: LogFields = error === undefined ? {} : errorFields(error);
  writeLine(level, words.join(" ").trim() || "console", { source: "console", ...fields });
}

function wordFor(argument: unknown): string {
  if (typeof argument === "string") return argument;
  if (typeof argument === "object" && argument !== null) return `[${argument.constructor?.name ?? "object"}]`;
  return typeof argument === "function" ? "[function]" : String(argument);
}

/** What nobody caught ends the process, as it does without this, but tells no more than a line of the log may. */
export function logWhatNobodyCaught(): void {
  process.on("uncaughtException", (error, origin) => {
    logError("the process ends over something that nobody caught", error, { origin });
    process.exit(1);
  });
}
