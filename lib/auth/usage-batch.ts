/** What requests used, gathered between two writes. Plain memory, bounded: see `MAXIMUM_ENTRIES`. */
import { type AllowedRequest, type BusySecond, DailyTraffic } from "@/lib/auth/daily-traffic";

/**
 * Of each kind. Beyond it, what is already counted goes on counting, and what is new is left out and numbered: it takes
 * a process that admits requests for hours and cannot write, or tens of thousands of credentials in two seconds.
 */
export const MAXIMUM_ENTRIES = 20_000;
const MAXIMUM_USER_AGENT_CHARACTERS = 512;
const MINUTE_MILLISECONDS = 60_000;
const DAY_MILLISECONDS = 86_400_000;

/** Where trusted proxies do not say who sent a request. */
const UNKNOWN_ADDRESS = "unknown";

export type Usage = {
  apiKeyId: string;
  signingKeyId: string;
  usedAt: Date;
  address: string | null;
  userAgent: string | null;
};

/** One admitted request with a personal key. */
export type PersonalKeyUsage = {
  personalKeyId: string;
  usedAt: Date;
  address: string | null;
  userAgent: string | null;
};

/** One request from an address that its application let in, or refused by its list. */
export type AddressUse = { applicationId: string; address: string | null; at: Date; isRefused: boolean };

type AddressCell = {
  applicationId: string;
  /** In UTC: `2030-01-31`. */
  day: string;
  address: string;
  requests: number;
  refused: number;
  lastSeenAt: Date;
};
type KeyPair = { apiKeyId: string; signingKeyId: string };
type TrafficCell = KeyPair & { minute: Date; requests: number; limited: number };
type PermissionUse = { applicationId: string; permission: string; usedAt: Date };

export class UsageBatch {
  readonly #credentials = new Map<string, Usage>();
  readonly #traffic = new Map<string, TrafficCell>();
  readonly #permissions = new Map<string, PermissionUse>();
  readonly #personalKeys = new Map<string, PersonalKeyUsage>();
  readonly #addresses = new Map<string, AddressCell>();
  readonly #daily = new DailyTraffic(MAXIMUM_ENTRIES);
  #left = 0;

  /** Entries that found no room. */
  get left(): number {
    return this.#left + this.#daily.left;
  }

  /** Entries that were counted together, of all kinds but the daily ones. */
  get size(): number {
    const kinds = [this.#credentials, this.#traffic, this.#permissions, this.#personalKeys, this.#addresses];
    return kinds.reduce((all, { size }) => all + size, 0);
  }

  get isEmpty(): boolean {
    return this.size === 0 && this.#daily.isEmpty;
  }

  /** One admitted request: the newest use of this pair of keys, and one more in this minute. */
  addRequest(usage: Usage): void {
    const { apiKeyId, signingKeyId, usedAt } = usage;
    const pair = `${apiKeyId}/${signingKeyId}`;
    const before = this.#credentials.get(pair);
    if (before === undefined) {
      const { address, userAgent } = usage;
      this.#put(this.#credentials, pair, {
        apiKeyId,
        signingKeyId,
        usedAt,
        address,
        userAgent: shortened(userAgent),
      });
    } else if (before.usedAt.getTime() <= usedAt.getTime()) {
      before.usedAt = usedAt;
      before.address = usage.address;
      before.userAgent = shortened(usage.userAgent);
    }
    this.#count(usage, usedAt, { requests: 1, limited: 0 });
  }

  /** One request over the rate limit: no use of the keys, but one more in this minute. */
  addLimited(keys: KeyPair, at: Date): void {
    this.#count(keys, at, { requests: 0, limited: 1 });
  }

  /** One request that nothing stands in the way of: the newest use of its permission, and one more of this day. */
  addAllowed(request: AllowedRequest): void {
    const { applicationId, permission, at } = request;
    if (permission !== null) this.#addPermission({ applicationId, permission, usedAt: at });
    this.#daily.addRequest(request);
  }

  /** How many requests of an application came in a second that is over. */
  addSecond(second: BusySecond): void {
    this.#daily.addSecond(second);
  }

  #addPermission(use: PermissionUse): void {
    const key = `${use.applicationId}/${use.permission}`;
    const before = this.#permissions.get(key);
    if (before === undefined) this.#put(this.#permissions, key, use);
    // As numbers: comparing dates costs more than all the rest of it.
    else if (before.usedAt.getTime() < use.usedAt.getTime()) before.usedAt = use.usedAt;
  }

  /** One more from this address on this day. */
  addAddress({ applicationId, address, at, isRefused }: AddressUse): void {
    const place = address ?? UNKNOWN_ADDRESS;
    const key = `${applicationId}/${Math.floor(at.getTime() / DAY_MILLISECONDS)}/${place}`;
    const known = this.#addresses.get(key);
    const cell = known ?? {
      applicationId,
      day: at.toISOString().slice(0, 10),
      address: place,
      requests: 0,
      refused: 0,
      lastSeenAt: at,
    };
    if (isRefused) cell.refused += 1;
    else cell.requests += 1;
    if (cell.lastSeenAt.getTime() < at.getTime()) cell.lastSeenAt = at;
    if (known === undefined) this.#put(this.#addresses, key, cell);
  }

  /** The newest use of this personal key. */
  addPersonalKey(usage: PersonalKeyUsage): void {
    const { personalKeyId, usedAt } = usage;
    const before = this.#personalKeys.get(personalKeyId);
    if (before !== undefined && before.usedAt > usedAt) return;
    this.#put(this.#personalKeys, personalKeyId, { ...usage, userAgent: shortened(usage.userAgent) });
  }

  /**
   * The three lists that `record_usage` takes, those of `record_personal_key_usage` and `record_address_traffic`, and the two
   * of `record_daily_traffic`.
   */
  toJson(): Record<
    "credentials" | "traffic" | "permissions" | "personalKeys" | "addresses" | "dailyTraffic" | "rates",
    string
  > {
    const { traffic: dailyTraffic, rates } = this.#daily.toJson();
    return {
      dailyTraffic,
      rates,
      addresses: JSON.stringify(
        [...this.#addresses.values()].map((cell) => ({
          application_id: cell.applicationId,
          day: cell.day,
          address: cell.address,
          requests: cell.requests,
          refused: cell.refused,
          last_seen_at: cell.lastSeenAt.toISOString(),
        })),
      ),
      personalKeys: JSON.stringify(
        [...this.#personalKeys.values()].map((use) => ({
          personal_key_id: use.personalKeyId,
          last_used_at: use.usedAt.toISOString(),
          address: use.address,
          user_agent: use.userAgent,
        })),
      ),
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
    const minute = Math.floor(at.getTime() / MINUTE_MILLISECONDS) * MINUTE_MILLISECONDS;
    const key = `${apiKeyId}/${signingKeyId}/${minute}`;
    const counted = this.#traffic.get(key);
    if (counted === undefined) {
      this.#put(this.#traffic, key, { apiKeyId, signingKeyId, minute: new Date(minute), ...more });
      return;
    }
    counted.requests += more.requests;
    counted.limited += more.limited;
  }

  #put<Entry>(entries: Map<string, Entry>, key: string, entry: Entry): void {
    if (entries.size < MAXIMUM_ENTRIES || entries.has(key)) entries.set(key, entry);
    else this.#left += 1;
  }
}

function shortened(userAgent: string | null): string | null {
  return userAgent?.slice(0, MAXIMUM_USER_AGENT_CHARACTERS) ?? null;
}
