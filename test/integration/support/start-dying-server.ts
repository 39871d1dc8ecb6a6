/** A server in a process of its own that dies without warning. */
import { once } from "node:events";
import type { TestPlatform } from "@/test/integration/support/platform";
import { startProgram } from "@/test/integration/support/programs";

/** Where it dies by itself; `never`: when it is told to. */
export type DyingPoint =
  | "spooled"
  | "check committed"
  | "content put"
  | "row begun"
  | "row committed"
  | "never";

export type DyingServer = {
  port: number;
  kill(): void;
  /** The signal that ended it. */
  dead: Promise<unknown>;
};

/** A second server of this platform, with the real clock. */
export async function startDyingServer(platform: TestPlatform, point: DyingPoint): Promise<DyingServer> {
  const child = await startProgram("dying-server", { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const dead = once(child, "exit").then(([, signal]) => signal);
  const answered = once(child, "message");
  child.send({ settings: platform.runtime.settings, point });
  const [answer] = await Promise.race([
    answered,
    dead.then(() => Promise.reject(new Error("The server died before it listened."))),
  ]);
  const { port } = answer as { port: number };
  return { port, dead, kill: () => child.kill("SIGKILL") };
}
