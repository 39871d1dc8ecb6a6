/** A measured server: a child process with a port of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnvironment } from "@/bench/environment";
import { freePort } from "@/lib/boot/free-port";
import { PROJECT_ROOT } from "@/lib/project-root";

const START_MILLISECONDS = 60_000;
const STOP_MILLISECONDS = 30_000;
const KEPT_OUTPUT_CHARACTERS = 4_000;

export type ServerProcess = {
  pid: number;
  port: number;
  baseUrl: string;
  /** SIGTERM, and when that does not end it, SIGKILL. */
  stop(): Promise<void>;
};

export type ServerCommand = {
  name: string;
  /** What follows `node`. */
  args: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** Answers 200 once the server can serve. */
  readyPath: string;
};

/** Resolves when the server is ready. Rejects with its last output when it ends or does not get there in time. */
export async function startServer(command: ServerCommand): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, command.args, {
    cwd: PROJECT_ROOT,
    env: childEnvironment({ ...command.environment, HOST: "127.0.0.1", PORT: String(port) }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  // Where the bench itself is cut short.
  process.once("exit", () => child.kill("SIGTERM"));
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString("utf8")).slice(-KEPT_OUTPUT_CHARACTERS);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    if (!hasEnded()) child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MILLISECONDS);
    if (!hasEnded()) await exited;
    clearTimeout(timer);
  };
  const { pid } = child;
  const baseUrl = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await answersOk(baseUrl + command.readyPath))) {
    if (pid !== undefined && !hasEnded() && Date.now() < deadline) {
      await sleep(50);
      continue;
    }
    await stop();
    throw new Error(`The ${command.name} did not start:\n${output}`);
  }
  if (pid === undefined) throw new Error(`The ${command.name} has no process.`);
  return { pid, port, baseUrl, stop };
}

async function answersOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
