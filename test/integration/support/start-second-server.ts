/** Two server processes on one database, as `npm start` with another port makes them. */
import { once } from "node:events";
import type { CrashPoint } from "@/test/integration/support/crashing-server";
import type { TestPlatform } from "@/test/integration/support/platform";
import { type ProgramName, startProgram } from "@/test/integration/support/programs";

export type SecondServer = {
  port: number;
  stop(): Promise<void>;
  /** Ends it as `kill -9` does, and waits until it is gone. */
  kill(): Promise<void>;
};

/** A second server of this platform, with a runtime, caches and connections of its own and the real clock. */
export function startSecondServer(platform: TestPlatform): Promise<SecondServer> {
  return start("second-server", [], platform);
}

/** One that kills itself at this point of the first change it is asked for. */
export function startCrashingServer(platform: TestPlatform, point: CrashPoint): Promise<SecondServer> {
  return start("crashing-server", [point], platform);
}

async function start(program: ProgramName, args: string[], platform: TestPlatform): Promise<SecondServer> {
  const child = await startProgram(program, { args, stdio: ["ignore", "ignore", "inherit", "ipc"] });
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
