/** The plan of a run: every published request one by one, a burst of equal ones, a pause, and a restart. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CASES, type ConformanceCase } from "./cases";
import type { Finding, GivenToken } from "./finding";
import { judgeSeries } from "./judge-series";
import { type Deployment, judgeToken } from "./judge-token";
import { peek } from "./peek";
import { type Reply, type SignerProcess, startSigner } from "./signer-process";

export type RunOptions = Deployment & {
  /** A command line, run by the system's shell. */
  signer: string;
  /** For each answer; the first one of a process may take six times as long. */
  timeoutSeconds: number;
};

/** How a run is done; tests of the kit itself start signers without a process. */
export type RunMeans = { start: (command: string) => SignerProcess; pauseMilliseconds: number };

export type RunResult = {
  /** Ids of the requests that were tried, in order. */
  tried: string[];
  findings: Finding[];
  advice: string[];
};

/** A form is repeated: a signer that builds it anew would give it another boundary each time. */
const REPEATED_CASE = "multipart";
const REPETITIONS = 20;
const AFTER_RESTART = 5;
const FIRST_ANSWER_FACTOR = 6;
/** Longer than a second, so that a clock that runs gives another `iat`. */
const PAUSE_MILLISECONDS = 1_200;
/** After this many crashes or hangs nothing more is learnt. */
const RESTARTS = 3;

/** Files beside the lines, for signers that call programs: bodies and test keys, in a folder of their own. */
async function writeFiles(directory: string): Promise<void> {
  await Promise.all(
    CASES.flatMap(({ id, body, signingKey }) => [
      writeFile(path.join(directory, `${id}.body`), body),
      writeFile(path.join(directory, `${id}.pem`), signingKey.privateKeyPem, { mode: 0o600 }),
    ]),
  );
}

/** Asks one signer, process after process, and keeps what it gave. */
class Conversation {
  readonly tokens: GivenToken[] = [];
  readonly findings: Finding[] = [];
  readonly tried = new Set<string>();
  private process: SignerProcess | null = null;
  private started = 0;
  private failures = 0;
  private hasAnswered = false;
  private count = 0;

  constructor(
    private readonly options: RunOptions,
    private readonly directory: string,
    private readonly start: RunMeans["start"],
  ) {}

  /** Too much went wrong with the process itself to go on. */
  get isOver(): boolean {
    return this.failures > RESTARTS;
  }

  private get running(): SignerProcess {
    if (this.process === null) {
      this.process = this.start(this.options.signer);
      this.started += 1;
      this.hasAnswered = false;
    }
    return this.process;
  }

  async restart(): Promise<void> {
    const { process } = this;
    if (process === null) return;
    this.process = null;
    await process.stop();
    const [stray] = process.strayLines;
    if (stray === undefined) return;
    const expected = "one line of JSON for each request, once";
    this.findings.push({ rule: "signer-output-clean", caseId: "any", expected, received: stray });
  }

  /** Asks for one token, or for several of the same request at once. */
  async ask(asked: ConformanceCase, times = 1): Promise<void> {
    if (this.isOver) return;
    const { running } = this;
    const { timeoutSeconds } = this.options;
    const limit = this.hasAnswered ? timeoutSeconds : timeoutSeconds * FIRST_ANSWER_FACTOR;
    this.tried.add(asked.id);
    const askedAtSeconds = Date.now() / 1000;
    const replies = await Promise.all(
      Array.from({ length: times }, () => running.ask(this.requestFor(asked), limit)),
    );
    this.hasAnswered = true;
    for (const reply of replies) this.take(asked, reply, askedAtSeconds);
    const lost = replies.find(({ kind }) => kind === "mute" || kind === "ended");
    if (lost === undefined) return;
    this.failures += 1;
    this.noteLoss(asked, lost, limit);
    await this.restart();
  }

  /** Large members come last, so that a shell that looks for the others need not read past them. */
  private requestFor({ id, method, target, body, apiKey, apiKeyId, signingKey }: ConformanceCase) {
    this.count += 1;
    return {
      id: `${id}-${this.count}`,
      method,
      target,
      apiKey,
      apiKeyId,
      issuer: this.options.issuer,
      audience: this.options.audience,
      keyFingerprint: signingKey.fingerprint,
      bodyFile: path.join(this.directory, `${id}.body`),
      privateKeyFile: path.join(this.directory, `${id}.pem`),
      privateKeyPem: signingKey.privateKeyPem,
      bodyBase64: body.toString("base64"),
    };
  }

  private take(asked: ConformanceCase, reply: Reply, askedAtSeconds: number): void {
    if (reply.kind === "error") {
      const { message: received } = reply;
      this.findings.push({ rule: "signer-answer", caseId: asked.id, expected: "a token", received });
    }
    if (reply.kind !== "token") return;
    const { token, arrivedAtSeconds } = reply;
    this.tokens.push({ caseId: asked.id, token, process: this.started, askedAtSeconds, arrivedAtSeconds });
    this.findings.push(...judgeToken(asked, token, arrivedAtSeconds, this.options));
  }

  private noteLoss({ id: caseId }: ConformanceCase, lost: Reply, limitSeconds: number): void {
    const finding: Finding =
      lost.kind === "ended"
        ? { rule: "signer-runs", caseId, expected: "an answer", received: lost.message }
        : {
            rule: "signer-answers-in-time",
            caseId,
            expected: `an answer within ${limitSeconds} s`,
            received: "nothing",
          };
    this.findings.push(finding);
  }
}

/** A hash that changes each time is that one mistake, not an unexplained hash for every body. */
function withoutConsequences(findings: readonly Finding[]): Finding[] {
  const isUnstable = findings.some(({ rule }) => rule === "body-stable");
  return findings.filter(({ rule }) => !(isUnstable && rule === "body-hash"));
}

function adviceFrom(tokens: readonly GivenToken[]): string[] {
  const saysKey = tokens.some(({ token }) => String(peek(token).claims.sub).startsWith("nv_"));
  return saysKey
    ? [
        "sub holds the API key. Its id (key_…) is accepted as well, and then a token that is logged holds no secret.",
      ]
    : [];
}

/** Runs the whole plan against one signer. Takes some seconds, and longer for a signer that does not answer. */
export async function runConformance(
  options: RunOptions,
  { start, pauseMilliseconds }: RunMeans = { start: startSigner, pauseMilliseconds: PAUSE_MILLISECONDS },
): Promise<RunResult> {
  const directory = await mkdtemp(path.join(tmpdir(), "nuvera-conformance-"));
  const [plain, ...others] = CASES;
  const repeated = CASES.find(({ id }) => id === REPEATED_CASE);
  if (plain === undefined || repeated === undefined)
    throw new Error("cases.json lacks a request of the plan");
  try {
    await writeFiles(directory);
    const conversation = new Conversation(options, directory, start);
    await conversation.ask(plain);
    const begun = Date.now();
    for (const asked of others) await conversation.ask(asked);
    await conversation.ask(repeated, REPETITIONS);
    await sleep(Math.max(0, pauseMilliseconds - (Date.now() - begun)));
    await conversation.ask(plain);
    await conversation.restart();
    await conversation.ask(plain);
    await conversation.ask(repeated, AFTER_RESTART);
    await conversation.restart();
    const { tokens, tried } = conversation;
    const findings = withoutConsequences([...conversation.findings, ...judgeSeries(tokens)]);
    return { tried: [...tried], findings, advice: adviceFrom(tokens) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
