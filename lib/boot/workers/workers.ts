/**
 * The primary's side: keeps a number of worker processes going that serve one port. Each has a place; one that dies is replaced,
 * and a restart puts a new one beside each before the old one leaves.
 */
import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "@/lib/boot/start-error";
import { type FromWorker, isOurs, type Leave, type ToWorker } from "@/lib/boot/workers/messages";
import { logError, logInfo, logWarning } from "@/lib/log";
import type { Snapshot, WorkerMetrics } from "@/lib/telemetry/worker-metrics";

const START_MILLISECONDS = 60_000;
/** One that dies sooner has failed to start, whatever it said. */
const SETTLED_MILLISECONDS = 10_000;
const LONGEST_PAUSE_MILLISECONDS = 30_000;
const FAILED_STARTS = 5;
/** Longer than a worker's own patience with connections and webhooks. */
const END_MILLISECONDS = 30_000;
const ANSWER_MILLISECONDS = 3_000;

type Member = {
  place: number;
  worker: Worker;
  readyAt: number | null;
  isLeaving: boolean;
  /** Settled with the process's end. */
  gone: Promise<void>;
};

export type WorkersOptions = {
  count: number;
  /** The program of a worker. */
  program: string;
  environment: Readonly<Record<string, string>>;
  metrics: WorkerMetrics;
  /** The first pause after a failed start, doubled with each one more. */
  pauseMilliseconds?: number;
};

export class Workers {
  readonly #options: Required<WorkersOptions>;
  readonly #members = new Set<Member>();
  /** Failed starts in a row, by place. */
  readonly #failures = new Map<number, number>();
  readonly #questions = new Map<number, (worker: Worker, metrics: Snapshot) => void>();
  #lastQuestion = 0;
  #isStopping = false;
  #restart: Promise<void> | null = null;
  #isRestartWanted = false;
  #fail: (error: Error) => void = () => {};
  /** Rejects when no worker serves and none can be started. */
  readonly failed = new Promise<never>((_, reject) => {
    this.#fail = reject;
  });

  constructor(options: WorkersOptions) {
    this.#options = { pauseMilliseconds: 250, ...options };
    // Whoever waits for it hears of it; nobody has to.
    this.failed.catch(() => {});
    // The primary accepts and hands connections round: only so is none lost while a worker leaves (docs/decisions/0029).
    cluster.schedulingPolicy = cluster.SCHED_RR;
    cluster.setupPrimary({ exec: options.program, args: [], serialization: "advanced" });
    options.metrics.ask = () => this.#askForMetrics();
  }

  /** Resolves when every worker serves. Rejects when none can be started. */
  async start(): Promise<void> {
    const places = Array.from({ length: this.#options.count }, (_, place) => place);
    await Promise.race([this.failed, Promise.all(places.map((place) => this.#fill(place)))]);
  }

  /** Process ids of the workers that serve and are not about to leave. */
  get serving(): number[] {
    return this.#serving().map(({ worker }) => worker.process.pid ?? 0);
  }

  /**
   * A new worker for each old one, one after the other; the old ones leave when theirs serves. Where a new one does not
   * start, those that are there go on. Asked for again meanwhile, it is done once more.
   */
  restart(): Promise<void> {
    this.#isRestartWanted = true;
    this.#restart ??= this.#restartAll().finally(() => {
      this.#restart = null;
    });
    return this.#restart;
  }

  /** Ends every worker in order; one that does not end in time is killed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const members = [...this.#members];
    for (const member of members) this.#tellToLeave(member, "end");
    const all = Promise.all(members.map(({ gone }) => gone));
    const inTime = await Promise.race([all.then(() => true), sleep(END_MILLISECONDS, false, { ref: false })]);
    if (inTime) return;
    for (const { worker } of this.#members) worker.process.kill("SIGKILL");
    await all;
  }

  /** Has those that are leaving wait for nothing any more. */
  hurry(): void {
    for (const member of this.#members) this.#tellToLeave(member, "now");
  }

  async #restartAll(): Promise<void> {
    while (this.#isRestartWanted && !this.#isStopping) {
      this.#isRestartWanted = false;
      logInfo("workers are being replaced");
      for (const old of this.#serving()) {
        if (this.#isStopping) return;
        if (!(await this.#startOne(old.place))) {
          if (this.#isStopping) return;
          logWarning("a new worker did not start, so the old ones go on");
          if (!this.#isTaken(old.place)) void this.#fill(old.place);
          return;
        }
        this.#tellToLeave(old, "hand-over");
      }
      logInfo("workers have been replaced");
    }
  }

  #serving(): Member[] {
    return [...this.#members].filter(({ readyAt, isLeaving }) => readyAt !== null && !isLeaving);
  }

  #isTaken(place: number): boolean {
    return [...this.#members].some((member) => member.place === place && !member.isLeaving);
  }

  /** Starts workers in this place until one serves, with growing pauses. */
  async #fill(place: number): Promise<void> {
    while (!this.#isStopping) {
      const failures = this.#failures.get(place) ?? 0;
      if (failures >= FAILED_STARTS && this.#serving().length === 0) {
        this.#fail(
          new StartError(
            `No worker serves: ${failures} in a row ended before they did, or soon after. What they said stands above.`,
          ),
        );
        return;
      }
      // The first failure is answered at once.
      const pause = failures < 2 ? 0 : this.#options.pauseMilliseconds * 2 ** (failures - 2);
      // Where no worker lives, this alone keeps the primary from coming to its end.
      await sleep(Math.min(pause, LONGEST_PAUSE_MILLISECONDS));
      if (this.#isStopping || (await this.#startOne(place))) return;
      this.#failures.set(place, failures + 1);
    }
  }

  /** True when it serves; false when it ended before, or did not get there in time. */
  async #startOne(place: number): Promise<boolean> {
    const { environment, metrics } = this.#options;
    const worker = cluster.fork(environment);
    let settle = (_serves: boolean) => {};
    const started = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    const gone = once(worker.process, "exit").then(() => {});
    const member: Member = { place, worker, readyAt: null, isLeaving: false, gone };
    this.#members.add(member);
    worker.on("message", (message: unknown) => {
      if (!isOurs(message)) return;
      // A worker sends nothing else under this name.
      const news = message as FromWorker;
      if (news.nuvera === "ready") {
        member.readyAt = performance.now();
        settle(true);
      } else if (news.nuvera === "metrics") {
        this.#questions.get(news.question)?.(worker, news.metrics);
      } else {
        metrics.keep(worker.id, news.metrics);
      }
    });
    // A worker that is dying cannot be told anything; its end is what counts.
    worker.on("error", () => {});
    void gone.then(() => {
      settle(false);
      this.#onEnd(member);
    });
    const timer = setTimeout(() => worker.process.kill("SIGKILL"), START_MILLISECONDS);
    const serves = await started;
    clearTimeout(timer);
    return serves;
  }

  #onEnd(member: Member): void {
    const { place, worker, readyAt, isLeaving } = member;
    this.#members.delete(member);
    this.#options.metrics.depart(worker.id);
    if (isLeaving || this.#isStopping) return;
    const { exitCode, signalCode, pid } = worker.process;
    const how = { worker: pid ?? 0, code: exitCode, signal: signalCode };
    logError("a worker ended without being told to", new Error("The worker ended."), how);
    // One that never served is its starter's to replace.
    if (readyAt === null) return;
    const wasSettled = performance.now() - readyAt >= SETTLED_MILLISECONDS;
    this.#failures.set(place, wasSettled ? 0 : (this.#failures.get(place) ?? 0) + 1);
    if (!this.#isTaken(place)) void this.#fill(place);
  }

  #tellToLeave(member: Member, how: Leave): void {
    member.isLeaving = true;
    this.#send(member.worker, { nuvera: "leave", how });
  }

  #send(worker: Worker, message: ToWorker): void {
    if (worker.isConnected()) worker.send(message, () => {});
  }

  /** What each living worker counts; one that does not answer in time is left out, and its last answer stands. */
  async #askForMetrics(): Promise<Map<number, Snapshot>> {
    this.#lastQuestion += 1;
    const question = this.#lastQuestion;
    const answers = new Map<number, Snapshot>();
    const asked = [...this.#members].filter(({ readyAt }) => readyAt !== null);
    const deadline = new AbortController();
    const answered = new Promise<void>((resolve) => {
      const resolveWhenAll = () => {
        if (asked.every(({ worker }) => answers.has(worker.id) || worker.isDead())) resolve();
      };
      this.#questions.set(question, (worker, metrics) => {
        answers.set(worker.id, metrics);
        resolveWhenAll();
      });
      for (const { worker, gone } of asked) {
        void gone.then(resolveWhenAll);
        this.#send(worker, { nuvera: "tell-metrics", question });
      }
      resolveWhenAll();
    });
    const timer = sleep(ANSWER_MILLISECONDS, undefined, { signal: deadline.signal }).catch(() => {});
    await Promise.race([answered, timer]);
    deadline.abort();
    this.#questions.delete(question);
    return answers;
  }
}
