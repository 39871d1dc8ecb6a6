/**
 * Claiming token ids and the room in an application's rate limit: one statement, `claim_requests`, which also re-reads the
 * state that the request was checked against. Claims of one application queue in the database for as long as a commit
 * takes, so what arrives while one is under way goes together with the next.
 */
import { createHash } from "node:crypto";
import type { Database } from "@/db/client";
import { runStatement } from "@/db/statements";
import type { Credential } from "@/lib/auth/credential";
import { isDatabaseUnreachable, withDeadline } from "@/lib/database-errors";
import { counts } from "@/lib/telemetry/counts";

/** So that nobody waits long for those before them. */
const LARGEST_BATCH = 200;

export type RequestClaim = {
  jti: string;
  issuedAtSeconds: number;
  /** Until when the token id is remembered. */
  rememberUntil: Date;
  now: Date;
};

const CLAIM = `select outcome, remaining, seconds from claim_requests($1::uuid, $2::uuid, $3::bigint, $4::bigint,
  $5::text::uuid[], $6::text::bigint[], $7::text::bigint[], $8::bigint)`;

type Outcome = "claimed" | "replayed" | "limited" | "forgotten" | "stale";

/**
 * `claimed`: `remaining` requests more would go through now, and in `seconds` there is room for more. `limited`: there
 * is room in `seconds`; nothing was claimed. `replayed`: the token id was used before. `forgotten`: the database has lost its
 * memory of token ids since this token was issued, so nobody knows whether it was used; one that is issued in `seconds` will do.
 * `stale`: key, application or organization are not what the credential says; nothing was claimed.
 */
export type ClaimResult = { outcome: Outcome; remaining: number; seconds: number };

type Waiting = {
  claim: RequestClaim;
  since: number;
  resolve: (result: ClaimResult) => void;
  reject: (error: unknown) => void;
};

export class RequestClaims {
  /** Who waits, by credential; a line that is here has a statement under way or about to be. */
  readonly #lines = new Map<string, Waiting[]>();

  constructor(
    readonly db: Database["db"],
    /** How long a statement may take. */
    readonly deadlineMilliseconds?: number,
  ) {}

  /** Claims for a request that was proven with `credential`. Rejects when the database does not answer. */
  claim(credential: Credential, claim: RequestClaim): Promise<ClaimResult> {
    const { apiKeyId, applicationVersion, organizationVersion } = credential;
    const line = `${apiKeyId} ${applicationVersion} ${organizationVersion}`;
    return new Promise((resolve, reject) => {
      const waiting = { claim, since: performance.now(), resolve, reject };
      const others = this.#lines.get(line);
      if (others !== undefined) {
        others.push(waiting);
        return;
      }
      this.#lines.set(line, [waiting]);
      // What the event loop has read from the network by now goes together; alone, nobody waits for anybody.
      setImmediate(() => void this.#serve(line, credential));
    });
  }

  /** One statement after the other until nobody of the line waits. */
  async #serve(line: string, credential: Credential): Promise<void> {
    for (let batch = this.#nextBatch(line); batch.length > 0; batch = this.#nextBatch(line)) {
      await this.#send(line, credential, batch);
    }
    this.#lines.delete(line);
  }

  /** Who came first, but for those with the token id of another: the statement must not meet one twice. */
  #nextBatch(line: string): Waiting[] {
    const waiting = this.#lines.get(line) ?? [];
    const tokenIds = new Set<string>();
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    for (const one of waiting) {
      const { jti } = one.claim;
      const isNext = batch.length < LARGEST_BATCH && !tokenIds.has(jti);
      tokenIds.add(jti);
      (isNext ? batch : later).push(one);
    }
    this.#lines.set(line, later);
    return batch;
  }

  async #send(line: string, credential: Credential, batch: readonly Waiting[]): Promise<void> {
    const now = Math.max(...batch.map(({ claim }) => claim.now.getTime()));
    try {
      const statement = runStatement(this.db, CLAIM, [
        credential.apiKeyId,
        credential.applicationId,
        credential.applicationVersion,
        credential.organizationVersion,
        arrayOf(batch, ({ jti }) => digestOf(jti)),
        arrayOf(batch, ({ issuedAtSeconds }) => issuedAtSeconds * 1000),
        arrayOf(batch, ({ rememberUntil }) => rememberUntil.getTime()),
        now,
      ]);
      const rows = await withDeadline(statement, this.deadlineMilliseconds);
      // One row for each claim, in their order, is what the function returns; an outcome unknown here would admit nobody.
      const results = rows as ClaimResult[];
      if (results.length !== batch.length) throw new Error("A claim was left without its result.");
      this.#count(batch);
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
      if (isDatabaseUnreachable(error)) this.#turnAway(line, error);
    }
  }

  #count(batch: readonly Waiting[]): void {
    const { claimBatches, claimSeconds } = counts();
    const now = performance.now();
    claimBatches.observe(batch.length);
    for (const { since } of batch) claimSeconds.observe((now - since) / 1000);
  }

  /** Who waited behind a statement that got no answer has waited as long, and would only wait once more. */
  #turnAway(line: string, error: unknown): void {
    for (const { reject } of this.#lines.get(line)?.splice(0) ?? []) reject(error);
  }
}

/** PostgreSQL's array literal, for elements that need no quotes. */
function arrayOf(batch: readonly Waiting[], element: (claim: RequestClaim) => string | number): string {
  return `{${batch.map(({ claim }) => element(claim)).join(",")}}`;
}

/** The first 128 bits of the token id's SHA-256, as a UUID is written. */
function digestOf(jti: string): string {
  return createHash("sha256").update(jti).digest("hex").slice(0, 32);
}
