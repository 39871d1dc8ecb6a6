/**
 * Who may send now. An endpoint begins with one attempt at a time in this process and earns more by answering, so that one that
 * hangs holds up itself: it has one place among many, however much is due to it. Nor does an organization, however many endpoints
 * it has, get all places. What finds no place comes back later.
 */

/** How long an attempt waits for a place at an endpoint that answers. */
const PATIENCE_MILLISECONDS = 250;
/** Answers that take longer than this earn no place. */
const SLOW_MILLISECONDS = 2_000;
const FIRST_GUESS_MILLISECONDS = 50;
const LONGEST_WAIT_MILLISECONDS = 120_000;
/** Endpoints that are remembered while nothing is due to them. */
const MAXIMUM_IDLE = 10_000;

type Endpoint = {
  underWay: number;
  places: number;
  averageMilliseconds: number;
  /** When the newest attempt began. */
  begunAt: number;
  /** When what came back later will have had its turn: the next one queues behind it. */
  busyUntil: number;
  waiting: (() => void)[];
};

/** What one organization takes up: attempts under way and those that wait for a moment, and how many of them are unproven. */
type Share = { taken: number; unproven: number };

export type Turn =
  | { isNow: true; end: (outcome: { succeeded: boolean; milliseconds: number }) => void }
  | { isNow: false; comeBackAt: number };

export class EndpointTurns {
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #mostPlaces: number;
  readonly #mostUnproven: number;
  readonly #mostOfOne: number;
  readonly #mostUnprovenOfOne: number;
  readonly #shares = new Map<string, Share>();
  #unproven = 0;

  /**
   * @param slots how many attempts this process can have under way; half of them are for endpoints that have answered, and a
   *   quarter for whoever is not the busiest organization
   */
  constructor(
    slots: number,
    readonly now: () => number = Date.now,
  ) {
    this.#mostPlaces = Math.max(2, Math.floor(slots / 10));
    this.#mostUnproven = Math.max(1, Math.floor(slots / 2));
    this.#mostOfOne = Math.max(2, Math.floor((slots * 3) / 4));
    this.#mostUnprovenOfOne = Math.max(1, Math.floor(slots / 4));
  }

  /** A turn of endpoint `id`, which belongs to the organization `owner`. */
  async take(id: string, owner: string): Promise<Turn> {
    const endpoint = this.#endpointOf(id);
    const share = this.#shares.get(owner) ?? { taken: 0, unproven: 0 };
    // What has taken long already will take longer still.
    const age = () => (endpoint.underWay === 0 ? 0 : this.now() - endpoint.begunAt);
    if (share.taken < this.#mostOfOne) {
      this.#shares.set(owner, share);
      share.taken += 1;
      const leave = () => {
        share.taken -= 1;
        if (share.taken === 0) this.#shares.delete(owner);
      };
      if (this.#hasPlace(endpoint, share)) return this.#begin(id, endpoint, share, leave);
      if (endpoint.waiting.length < endpoint.places && age() < PATIENCE_MILLISECONDS) {
        await waitBriefly(endpoint.waiting);
        if (this.#hasPlace(endpoint, share)) return this.#begin(id, endpoint, share, leave);
      }
      leave();
    }
    const now = this.now();
    const step = Math.max(endpoint.averageMilliseconds, age()) / endpoint.places;
    endpoint.busyUntil = Math.min(Math.max(endpoint.busyUntil, now) + step, now + LONGEST_WAIT_MILLISECONDS);
    return { isNow: false, comeBackAt: endpoint.busyUntil };
  }

  #hasPlace({ underWay, places }: Endpoint, { unproven }: Share): boolean {
    const isRoomForUnproven = this.#unproven < this.#mostUnproven && unproven < this.#mostUnprovenOfOne;
    return underWay < places && (places > 1 || isRoomForUnproven);
  }

  #begin(id: string, endpoint: Endpoint, share: Share, leave: () => void): Turn {
    const isUnproven = endpoint.places === 1;
    endpoint.underWay += 1;
    endpoint.begunAt = this.now();
    this.#countUnproven(share, isUnproven ? 1 : 0);
    return {
      isNow: true,
      end: ({ succeeded, milliseconds }) => {
        endpoint.underWay -= 1;
        this.#countUnproven(share, isUnproven ? -1 : 0);
        leave();
        endpoint.averageMilliseconds = 0.7 * endpoint.averageMilliseconds + 0.3 * milliseconds;
        const isFine = succeeded && milliseconds < SLOW_MILLISECONDS;
        endpoint.places = isFine ? Math.min(endpoint.places + 1, this.#mostPlaces) : 1;
        // Those that come back later were to wait for one that hangs; whoever comes now need not queue behind them.
        if (isFine && isUnproven) endpoint.busyUntil = 0;
        endpoint.waiting.shift()?.();
        this.#forgetIdle(id, endpoint);
      },
    };
  }

  #countUnproven(share: Share, change: number): void {
    this.#unproven += change;
    share.unproven += change;
  }

  #endpointOf(id: string): Endpoint {
    const known = this.#endpoints.get(id);
    if (known !== undefined) return known;
    const fresh = {
      underWay: 0,
      places: 1,
      averageMilliseconds: FIRST_GUESS_MILLISECONDS,
      begunAt: 0,
      busyUntil: 0,
      waiting: [],
    };
    this.#endpoints.set(id, fresh);
    return fresh;
  }

  /** The longest unknown goes first; what it had earned it earns again. */
  #forgetIdle(id: string, endpoint: Endpoint): void {
    if (endpoint.underWay > 0 || endpoint.waiting.length > 0) return;
    this.#endpoints.delete(id);
    this.#endpoints.set(id, endpoint);
    if (this.#endpoints.size <= MAXIMUM_IDLE) return;
    for (const [other, { underWay, waiting }] of this.#endpoints) {
      if (underWay > 0 || waiting.length > 0) continue;
      this.#endpoints.delete(other);
      return;
    }
  }
}

/** Until somebody's turn ends, or for as long as is worth it. */
function waitBriefly(waiting: (() => void)[]): Promise<void> {
  return new Promise((resolve) => {
    const leave = () => {
      clearTimeout(timer);
      const place = waiting.indexOf(leave);
      if (place >= 0) waiting.splice(place, 1);
      resolve();
    };
    const timer = setTimeout(leave, PATIENCE_MILLISECONDS);
    waiting.push(leave);
  });
}
