import { once } from "node:events";
import type { TestPlatform } from "@/test/integration/support/platform";
import { startProgram } from "@/test/integration/support/programs";

export type WorkerProcess = {
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
  /** Ends it as `kill -9` does, and waits until it is gone. */
  kill(): Promise<void>;
};

/** A worker process on this platform's database, with the real clock. */
export async function startWebhookWorkerProcess({ runtime }: TestPlatform): Promise<WorkerProcess> {
  const child = await startProgram("webhook-worker-process", {
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
