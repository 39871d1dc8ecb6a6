import { once } from "node:events";
import type { TestPlatform } from "@/test/integration/support/platform";
import { startProgram } from "@/test/integration/support/programs";

export type TwoHosts = { direct: TestPlatform; byNext: TestPlatform; stop(): Promise<void> };

/** Both hosts before this platform's database, at the moment of its clock. Builds the app where that was not done yet. */
export async function startTwoHosts(platform: TestPlatform): Promise<TwoHosts> {
  const child = await startProgram("two-hosts", { stdio: ["ignore", "ignore", "inherit", "ipc"] });
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
