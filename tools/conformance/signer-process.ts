/** One running signer: requests go in by lines, answers are told apart by their id. */
import { type ChildProcess, spawn } from "node:child_process";

/** What came back for one request. `mute`: nothing in time; `ended`: the process is gone. */
export type Reply =
  | { kind: "token"; token: string; arrivedAtSeconds: number }
  | { kind: "error"; message: string }
  | { kind: "mute" }
  | { kind: "ended"; message: string };

export type SignerProcess = {
  /** Writes one request; resolves when it is answered, or will never be. */
  ask: (request: { id: string }, timeoutSeconds: number) => Promise<Reply>;
  /** Lines of the standard output that were no answer to a request, shortened. */
  strayLines: readonly string[];
  /** Ends its input, then the process and everything it started. */
  stop: () => Promise<void>;
};

const KEPT_ERROR_OUTPUT = 500;
const KEPT_LINE = 200;
const END_GRACE_MILLISECONDS = 500;

/** Kills the whole group on systems that have groups: the command is run by a shell. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function readAnswer(line: string): { id: string; token?: unknown; error?: unknown } | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("id" in value)) return null;
    return { ...value, id: String(value.id) };
  } catch {
    return null;
  }
}

function replyOf({ token, error }: { token?: unknown; error?: unknown }, arrivedAtSeconds: number): Reply {
  if (typeof token === "string") return { kind: "token", token, arrivedAtSeconds };
  return {
    kind: "error",
    message:
      error === undefined
        ? "an answer without a token"
        : `the error ${JSON.stringify(error).slice(0, KEPT_LINE)}`,
  };
}

/** Starts the command in a shell. A command that cannot be started ends at once, and says so in each reply. */
export function startSigner(command: string): SignerProcess {
  const child = spawn(command, { shell: true, detached: process.platform !== "win32", stdio: "pipe" });
  const waiting = new Map<string, (reply: Reply) => void>();
  const strayLines: string[] = [];
  let unfinished: string[] = [];
  let errorOutput = "";
  let ended: string | null = null;

  const settle = (id: string, reply: Reply): boolean => {
    const resolve = waiting.get(id);
    waiting.delete(id);
    resolve?.(reply);
    return resolve !== undefined;
  };
  const readLine = (line: string) => {
    if (line.trim() === "") return;
    const answer = readAnswer(line);
    const isKnown = answer !== null && settle(answer.id, replyOf(answer, Date.now() / 1000));
    if (!isKnown) strayLines.push(line.slice(0, KEPT_LINE));
  };
  const end = (message: string) => {
    ended ??= errorOutput === "" ? message : `${message}; its error output ends with: ${errorOutput.trim()}`;
    for (const id of [...waiting.keys()]) settle(id, { kind: "ended", message: ended });
  };

  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    const [first = "", ...rest] = chunk.split("\n");
    unfinished.push(first);
    for (const next of rest) {
      readLine(unfinished.join(""));
      unfinished = [next];
    }
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    errorOutput = `${errorOutput}${chunk}`.slice(-KEPT_ERROR_OUTPUT);
  });
  child.stdin.on("error", () => {}); // told by the end of the process
  child.on("error", ({ message }) => end(`the command could not be started: ${message}`));
  const closed = new Promise<void>((resolve) => {
    child.on("close", (code, signal) => {
      readLine(unfinished.join(""));
      end(signal === null ? `the signer ended with exit code ${code}` : `the signer was ended by ${signal}`);
      resolve();
    });
    child.on("error", () => resolve());
  });

  return {
    strayLines,
    ask: (request, timeoutSeconds) =>
      new Promise((resolve) => {
        if (ended !== null) return resolve({ kind: "ended", message: ended });
        const timer = setTimeout(() => settle(request.id, { kind: "mute" }), timeoutSeconds * 1000);
        waiting.set(request.id, (reply) => {
          clearTimeout(timer);
          resolve(reply);
        });
        child.stdin.write(`${JSON.stringify(request)}\n`);
      }),
    stop: async () => {
      child.stdin.end();
      const timer = setTimeout(() => kill(child), END_GRACE_MILLISECONDS);
      await closed;
      clearTimeout(timer);
    },
  };
}
