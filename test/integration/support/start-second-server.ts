/** Two server processes on one database, as `npm start` with another port makes them. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { TestPlatform } from "@/test/integration/support/platform";

const PROGRAM = fileURLToPath(new URL("./second-server.ts", import.meta.url));

export type SecondServer = { port: number; stop(): Promise<void> };

/** A second server of this platform, with a runtime, caches and connections of its own and the real clock. */
export async function startSecondServer(platform: TestPlatform): Promise<SecondServer> {
  const child = fork(PROGRAM, {
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
  };
}
