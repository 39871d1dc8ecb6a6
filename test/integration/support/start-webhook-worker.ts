import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { TestPlatform } from "@/test/integration/support/platform";

const PROGRAM = fileURLToPath(new URL("./webhook-worker-process.ts", import.meta.url));

export type WorkerProcess = {
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
  /** Ends it as `kill -9` does, and waits until it is gone. */
  kill(): Promise<void>;
};

/** A worker process on this platform's database, with the real clock. */
export async function startWebhookWorkerProcess({ runtime }: TestPlatform): Promise<WorkerProcess> {
  const child = fork(PROGRAM, [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.send(runtime.settings);
  const exited = once(child, "exit");
  await Promise.race([
    once(child, "message"),
    exited.then(() => Promise.reject(new Error("The worker ended before it started."))),
  ]);
  return {
    stop: async () => {
      child.send("stop");
      await exited;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
