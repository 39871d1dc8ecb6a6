/**
 * What the requests that were let through used, by day, and how many came in one second: what people are shown before they
 * take something away. Plain memory, gathered between two writes; bounded like everything in `usage-batch.ts`.
 */

const DAY_MILLISECONDS = 86_400_000;
const SECOND_MILLISECONDS = 1_000;

/** Where trusted proxies do not say who sent a request. */
const UNKNOWN_ADDRESS = "unknown";
/** Of requests that need none. */
const NO_PERMISSION = "none";

/** Up to here rates are kept as they are, beyond it to two digits. */
const EXACT_RATES = 100;

/** One request that its credentials, its limit and its permissions let through. */
export type AllowedRequest = {
  applicationId: string;
  apiKeyId: string;
  signingKeyId: string;
  /** `null` where none is needed. */
  permission: string | null;
  address: string | null;
  at: Date;
};

type Cell = {
  applicationId: string;
  apiKeyId: string;
  signingKeyId: string;
  dayNumber: number;
  permission: string;
  address: string;
  requests: number;
  lastSeenMilliseconds: number;
};

/** The requests of an application in one second. */
export type BusySecond = { applicationId: string; secondNumber: number; requests: number };

type RateCell = {
  applicationId: string;
  dayNumber: number;
  rate: number;
  seconds: number;
  requests: number;
  lastSecondNumber: number;
};

export class DailyTraffic {
  readonly #cells = new Map<string, Cell>();
  readonly #rates = new Map<string, RateCell>();
  readonly #maximumEntries: number;
  /** Entries that found no room. */
  left = 0;

  constructor(maximumEntries: number) {
    this.#maximumEntries = maximumEntries;
  }

  get isEmpty(): boolean {
    return this.#cells.size === 0 && this.#rates.size === 0;
  }

  /** One more on this day with these keys, this permission and from this address. Every signed request comes by here. */
  addRequest(request: AllowedRequest): void {
    const { applicationId, apiKeyId, signingKeyId } = request;
    const milliseconds = request.at.getTime();
    const dayNumber = Math.floor(milliseconds / DAY_MILLISECONDS);
    const permission = request.permission ?? NO_PERMISSION;
    const address = request.address ?? UNKNOWN_ADDRESS;
    const key = `${dayNumber}/${apiKeyId}/${signingKeyId}/${permission}/${address}`;
    const counted = this.#cells.get(key);
    if (counted !== undefined) {
      counted.requests += 1;
      if (counted.lastSeenMilliseconds < milliseconds) counted.lastSeenMilliseconds = milliseconds;
      return;
    }
    const keys = { applicationId, apiKeyId, signingKeyId };
    const cell = { ...keys, dayNumber, permission, address, requests: 1, lastSeenMilliseconds: milliseconds };
    this.#put(this.#cells, key, cell);
  }

  /** A second that is over. */
  addSecond({ applicationId, secondNumber, requests }: BusySecond): void {
    const dayNumber = Math.floor((secondNumber * SECOND_MILLISECONDS) / DAY_MILLISECONDS);
    const rate = roundedRate(requests);
    const key = `${applicationId}/${dayNumber}/${rate}`;
    const counted = this.#rates.get(key);
    if (counted === undefined) {
      const cell = { applicationId, dayNumber, rate, seconds: 1, requests, lastSecondNumber: secondNumber };
      this.#put(this.#rates, key, cell);
      return;
    }
    counted.seconds += 1;
    counted.requests += requests;
    counted.lastSecondNumber = Math.max(counted.lastSecondNumber, secondNumber);
  }

  /** The two lists that `record_daily_traffic` takes. */
  toJson(): Record<"traffic" | "rates", string> {
    return {
      traffic: JSON.stringify(
        [...this.#cells.values()].map((cell) => ({
          application_id: cell.applicationId,
          day: dayOf(cell.dayNumber),
          api_key_id: cell.apiKeyId,
          signing_key_id: cell.signingKeyId,
          permission: cell.permission,
          address: cell.address,
          requests: cell.requests,
          last_seen_at: new Date(cell.lastSeenMilliseconds).toISOString(),
        })),
      ),
      rates: JSON.stringify(
        [...this.#rates.values()].map((cell) => ({
          application_id: cell.applicationId,
          day: dayOf(cell.dayNumber),
          rate: cell.rate,
          seconds: cell.seconds,
          requests: cell.requests,
          last_at: new Date(cell.lastSecondNumber * SECOND_MILLISECONDS).toISOString(),
        })),
      ),
    };
  }

  #put<Entry>(entries: Map<string, Entry>, key: string, entry: Entry): void {
    if (entries.size < this.#maximumEntries) entries.set(key, entry);
    else this.left += 1;
  }
}

/** Counts the seconds that are not over yet, and so belong to no batch. */
export class SecondCounter {
  readonly #seconds = new Map<string, BusySecond>();
  readonly #maximumEntries: number;

  constructor(maximumEntries: number) {
    this.#maximumEntries = maximumEntries;
  }

  get isEmpty(): boolean {
    return this.#seconds.size === 0;
  }

  add(applicationId: string, at: Date): void {
    const secondNumber = Math.floor(at.getTime() / SECOND_MILLISECONDS);
    const key = `${applicationId}/${secondNumber}`;
    const counted = this.#seconds.get(key);
    if (counted !== undefined) counted.requests += 1;
    else if (this.#seconds.size < this.#maximumEntries) {
      this.#seconds.set(key, { applicationId, secondNumber, requests: 1 });
    }
  }

  /** Gives, and forgets, the seconds that are over at `now`; all of them without it. */
  take(now?: Date): BusySecond[] {
    const current = now === undefined ? Number.POSITIVE_INFINITY : now.getTime() / SECOND_MILLISECONDS;
    const over = [...this.#seconds].filter(([, { secondNumber }]) => secondNumber + 1 <= current);
    for (const [key] of over) this.#seconds.delete(key);
    return over.map(([, second]) => second);
  }
}

/** `237` becomes 240, `1,201` becomes 1,300: a day has a few hundred rates at most. */
export function roundedRate(requests: number): number {
  if (requests <= EXACT_RATES) return requests;
  const step = 10 ** (Math.floor(Math.log10(requests)) - 1);
  return Math.ceil(requests / step) * step;
}

/** In UTC: `2030-01-31`. */
function dayOf(dayNumber: number): string {
  return new Date(dayNumber * DAY_MILLISECONDS).toISOString().slice(0, 10);
}
