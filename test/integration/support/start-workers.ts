/** Several workers on one port before one database, as `npm start -- --workers N` makes them. */
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { newUuid } from "@/lib/ids";
import type { Settings } from "@/lib/settings";
import type { TestPlatform } from "@/test/integration/support/platform";
import { programFile, startProgram } from "@/test/integration/support/programs";

/** `member` is the program of each worker. */
export type WorkersStart = { settings: Settings; brokenWhile: string; count: number; member: string };
export type WorkersOrder = { number: number; order: "restart" | "serving" | "metrics" | "stop" };

export type TestWorkers = {
  port: number;
  /** The primary's. */
  pid: number;
  restart(): Promise<void>;
  /** Process ids of those that serve. */
  serving(): Promise<number[]>;
  metrics(): Promise<string>;
  /** Has every worker that starts from now on end at once, or no more. */
  breakStarts(isBroken: boolean): Promise<void>;
  stop(): Promise<void>;
  /** Ends the primary alone, as `kill -9` does. */
  killPrimary(): Promise<void>;
  /** Settled with the primary's end. */
  exited: Promise<{ code: number | null; said: string }>;
};

/** Rejects with what the primary said where it ends instead of serving. */
export async function startWorkers(
  { runtime }: TestPlatform,
  { count, isBroken = false }: { count: number; isBroken?: boolean },
): Promise<TestWorkers> {
  const brokenWhile = path.join(tmpdir(), `nuvera-broken-${newUuid()}`);
  const breakStarts = (wanted: boolean) =>
    wanted ? writeFile(brokenWhile, "") : rm(brokenWhile, { force: true });
  await breakStarts(isBroken);
  const member = await programFile("workers-member");
  const child = await startProgram("workers-primary", { stdio: ["ignore", "pipe", "ignore", "ipc"] });
  const { stdout } = child;
  let said = "";
  stdout?.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const gone = once(child, "exit");
  const ended = Promise.all([gone, stdout === null ? [] : once(stdout, "end")]);
  const exited = ended.then(async ([[code]]) => {
    await breakStarts(false);
    return { code: code as number | null, said };
  });
  const answers = new Map<number, (answer: unknown) => void>();
  child.on("message", ({ number, answer }: { number: number; answer: unknown }) =>
    answers.get(number)?.(answer),
  );
  let last = 0;
  const ask = (number: number) => {
    const over = exited.then(({ said }) => Promise.reject(new Error(`The primary ended: ${said}`)));
    return Promise.race([new Promise((resolve) => answers.set(number, resolve)), over]);
  };
  const order = (word: WorkersOrder["order"]) => {
    last += 1;
    const answer = ask(last);
    child.send({ number: last, order: word });
    return answer;
  };
  const started = ask(0);
  child.send({ settings: runtime.settings, brokenWhile, count, member });
  const port = Number(await started);
  return {
    port,
    pid: child.pid ?? 0,
    restart: async () => void (await order("restart")),
    serving: async () => (await order("serving")) as number[],
    metrics: async () => String(await order("metrics")),
    breakStarts,
    stop: async () => {
      if (child.connected) {
        await order("stop");
        child.disconnect();
      }
      await exited;
    },
    killPrimary: async () => {
      child.kill("SIGKILL");
      // Its workers have its output as well, and go on.
      await gone;
    },
    exited,
  };
}
