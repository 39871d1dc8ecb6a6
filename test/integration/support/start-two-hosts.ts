import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { TestPlatform } from "@/test/integration/support/platform";

export type TwoHosts = { direct: TestPlatform; byNext: TestPlatform; stop(): Promise<void> };

const PROGRAM = fileURLToPath(new URL("./two-hosts.ts", import.meta.url));

/** Both hosts before this platform's database, at the moment of its clock. Builds the app where that was not done yet. */
export async function startTwoHosts(platform: TestPlatform): Promise<TwoHosts> {
  const child = fork(PROGRAM, [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  child.send({ settings: platform.runtime.settings, now: platform.clock.now.getTime() });
  const [ports] = await Promise.race([
    once(child, "message"),
    exited.then(() => Promise.reject(new Error("The two hosts ended before they listened."))),
  ]);
  const [direct = 0, byNext = 0] = ports as number[];
  return {
    direct: { ...platform, port: direct },
    byNext: { ...platform, port: byNext },
    stop: async () => {
      child.disconnect();
      await exited;
    },
  };
}
