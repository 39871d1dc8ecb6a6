/** What requests used, gathered between two writes. Plain memory, bounded: see `MAXIMUM_ENTRIES`. */

/**
 * Of each kind. Beyond it, what is already counted goes on counting, and what is new is left out and numbered: it takes
 * a process that admits requests for hours and cannot write, or tens of thousands of credentials in two seconds.
 */
export const MAXIMUM_ENTRIES = 20_000;
const MAXIMUM_USER_AGENT_CHARACTERS = 512;
const MINUTE_MILLISECONDS = 60_000;

export type Usage = {
  apiKeyId: string;
  signingKeyId: string;
  usedAt: Date;
  address: string | null;
  userAgent: string | null;
};

type KeyPair = { apiKeyId: string; signingKeyId: string };
type TrafficCell = KeyPair & { minute: Date; requests: number; limited: number };
type PermissionUse = { applicationId: string; permission: string; usedAt: Date };

export class UsageBatch {
  readonly #credentials = new Map<string, Usage>();
  readonly #traffic = new Map<string, TrafficCell>();
  readonly #permissions = new Map<string, PermissionUse>();
  /** Entries that found no room. */
  left = 0;

  get isEmpty(): boolean {
    return this.#credentials.size === 0 && this.#traffic.size === 0 && this.#permissions.size === 0;
  }

  /** One admitted request: the newest use of this pair of keys, and one more in this minute. */
  addRequest(usage: Usage): void {
    const { apiKeyId, signingKeyId, usedAt } = usage;
    const pair = `${apiKeyId}/${signingKeyId}`;
    const before = this.#credentials.get(pair);
    if (before === undefined || before.usedAt <= usedAt) {
      const userAgent = usage.userAgent?.slice(0, MAXIMUM_USER_AGENT_CHARACTERS) ?? null;
      this.#put(this.#credentials, pair, { ...usage, userAgent });
    }
    this.#count(usage, usedAt, { requests: 1, limited: 0 });
  }

  /** One request over the rate limit: no use of the keys, but one more in this minute. */
  addLimited(keys: KeyPair, at: Date): void {
    this.#count(keys, at, { requests: 0, limited: 1 });
  }

  addPermission(use: PermissionUse): void {
    const key = `${use.applicationId}/${use.permission}`;
    const before = this.#permissions.get(key);
    if (before === undefined || before.usedAt < use.usedAt) this.#put(this.#permissions, key, use);
  }

  /** The three lists that `record_usage` takes. */
  toJson(): { credentials: string; traffic: string; permissions: string } {
    return {
      credentials: JSON.stringify(
        [...this.#credentials.values()].map((use) => ({
          api_key_id: use.apiKeyId,
          signing_key_id: use.signingKeyId,
          last_used_at: use.usedAt.toISOString(),
          address: use.address,
          user_agent: use.userAgent,
        })),
      ),
      traffic: JSON.stringify(
        [...this.#traffic.values()].map((cell) => ({
          api_key_id: cell.apiKeyId,
          signing_key_id: cell.signingKeyId,
          minute: cell.minute.toISOString(),
          requests: cell.requests,
          limited: cell.limited,
        })),
      ),
      permissions: JSON.stringify(
        [...this.#permissions.values()].map((use) => ({
          application_id: use.applicationId,
          permission: use.permission,
          last_used_at: use.usedAt.toISOString(),
        })),
      ),
    };
  }

  #count(
    { apiKeyId, signingKeyId }: KeyPair,
    at: Date,
    more: Pick<TrafficCell, "requests" | "limited">,
  ): void {
    const minute = new Date(Math.floor(at.getTime() / MINUTE_MILLISECONDS) * MINUTE_MILLISECONDS);
    const key = `${apiKeyId}/${signingKeyId}/${minute.getTime()}`;
    const counted = this.#traffic.get(key);
    if (counted === undefined) {
      this.#put(this.#traffic, key, { apiKeyId, signingKeyId, minute, ...more });
      return;
    }
    counted.requests += more.requests;
    counted.limited += more.limited;
  }

  #put<Entry>(entries: Map<string, Entry>, key: string, entry: Entry): void {
    if (entries.size < MAXIMUM_ENTRIES || entries.has(key)) entries.set(key, entry);
    else this.left += 1;
  }
}
