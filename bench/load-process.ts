/** The load generator as the bench sees it: a process of its own, so that it takes nothing from a measured one. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { childEnvironment } from "@/bench/environment";
import { type Order, type Outcome, type Reply, type RequestPlan, replySchema } from "@/bench/load/protocol";
import { PROJECT_ROOT } from "@/lib/project-root";

export type LoadProcess = {
  /** Makes `count` requests for the server at this port, or for those at these ports by turns, signed now. */
  prepare(plan: RequestPlan, count: number, port: number | readonly number[], name?: string): Promise<void>;
  /** Sends what was prepared under this name. Rejects when an answer is not the expected one. */
  fire(connections: number, name?: string): Promise<Outcome>;
  stop(): void;
};

export function startLoadProcess(): LoadProcess {
  const child = fork(path.join(PROJECT_ROOT, "bench", "load", "main.ts"), {
    cwd: PROJECT_ROOT,
    execArgv: ["--import", "tsx"],
    env: childEnvironment(),
  });
  return {
    prepare: async (plan, count, port, name = "") => {
      await ask(child, { type: "prepare", name, plan, count, ports: [port].flat() });
    },
    fire: async (connections, name = "") => {
      const reply = await ask(child, { type: "fire", name, connections });
      if (reply.type !== "fired") throw new Error("The load process answered out of turn.");
      return reply.outcome;
    },
    stop: () => {
      child.kill("SIGKILL");
    },
  };
}

async function ask(child: ChildProcess, order: Order): Promise<Reply> {
  const over = new AbortController();
  const ended = once(child, "exit", { signal: over.signal }).then((): never => {
    throw new Error("The load process ended.");
  });
  const answered = once(child, "message", { signal: over.signal });
  child.send(order);
  try {
    const [message] = await Promise.race([answered, ended]);
    const reply = replySchema.parse(message);
    if (reply.type === "failed") throw new Error(reply.message);
    return reply;
  } finally {
    // The one that did not come stops listening; its rejection is nobody's news.
    ended.catch(() => {});
    answered.catch(() => {});
    over.abort();
  }
}
