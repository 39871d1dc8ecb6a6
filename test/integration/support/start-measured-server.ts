/** A server in a process of its own, and how much memory its work adds to that process. */
import { once } from "node:events";
import type { Settings } from "@/lib/settings";
import type { TestPlatform } from "@/test/integration/support/platform";
import { startProgram } from "@/test/integration/support/programs";

/** In bytes. */
export type Memory = Pick<NodeJS.MemoryUsage, "rss" | "heapUsed" | "arrayBuffers">;

export type MeasuredServerMessage = Settings | "begin" | "end";

export type MeasuredServer = {
  port: number;
  /** What the process had at most while `work` ran, beyond what it had before. */
  measure(work: () => Promise<void>): Promise<Memory>;
  stop(): Promise<void>;
};

/** A second server of this platform, with the real clock. */
export async function startMeasuredServer(platform: TestPlatform): Promise<MeasuredServer> {
  const child = await startProgram("measured-server", { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const exited = once(child, "exit");
  const ask = async (message: MeasuredServerMessage): Promise<unknown> => {
    const answered = once(child, "message");
    child.send(message);
    const [answer] = await Promise.race([
      answered,
      exited.then(() => Promise.reject(new Error("The measured server has ended."))),
    ]);
    return answer;
  };
  const { port } = (await ask(platform.runtime.settings)) as { port: number };
  return {
    port,
    measure: async (work) => {
      await ask("begin");
      await work();
      return (await ask("end")) as Memory;
    },
    stop: async () => {
      child.disconnect();
      await exited;
    },
  };
}
