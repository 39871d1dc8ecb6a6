/** Two server processes on one database, as `npm start` with another port makes them. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { CrashPoint } from "@/test/integration/support/crashing-server";
import type { TestPlatform } from "@/test/integration/support/platform";

const PROGRAM = fileURLToPath(new URL("./second-server.ts", import.meta.url));
const CRASHING_PROGRAM = fileURLToPath(new URL("./crashing-server.ts", import.meta.url));

export type SecondServer = {
  port: number;
  stop(): Promise<void>;
  /** Ends it as `kill -9` does, and waits until it is gone. */
  kill(): Promise<void>;
};

/** A second server of this platform, with a runtime, caches and connections of its own and the real clock. */
export function startSecondServer(platform: TestPlatform): Promise<SecondServer> {
  return start(PROGRAM, [], platform);
}

/** One that kills itself at this point of the first change it is asked for. */
export function startCrashingServer(platform: TestPlatform, point: CrashPoint): Promise<SecondServer> {
  return start(CRASHING_PROGRAM, [point], platform);
}

async function start(program: string, args: string[], platform: TestPlatform): Promise<SecondServer> {
  const child = fork(program, args, {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.send(platform.runtime.settings);
  const exited = once(child, "exit");
  const [answer] = await Promise.race([
    once(child, "message"),
    exited.then(() => Promise.reject(new Error("The second server ended before it listened."))),
  ]);
  const { port } = answer as { port: number };
  return {
    port,
    stop: async () => {
      child.disconnect();
      await exited;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
