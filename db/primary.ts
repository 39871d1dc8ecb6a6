/**
 * Which of several database hosts takes writes. The driver's own search never ends while none does and holds on to
 * hosts that fell silent, so it is done here: by asking every host at once, over connections that are kept for that.
 */
import net from "node:net";
import postgres from "postgres";
import { withDeadline } from "@/lib/database-errors";
import { singleHostUrls } from "@/lib/database-url";
import { logInfo } from "@/lib/log";

const ANSWER_MILLISECONDS = 2_000;
/** How long others are waited for once a primary has answered: an old one may have come back beside a newer. */
const OTHERS_MILLISECONDS = 300;
/** Connections that are opened together share one look. */
const LOOK_AGAIN_MILLISECONDS = 250;
const WATCH_MILLISECONDS = 1_000;

type Answer = { url: string; timeline: number };

/** The code of the error when no host takes writes; `isDatabaseUnreachable` knows it. */
export const NO_PRIMARY_CODE = "NO_PRIMARY";

/**
 * Knows the primary of one deployment's database. PostgreSQL counts a timeline up with every promotion, so of two that take writes
 * the newer is right, and one older than any seen before is never used: it came back without knowing that it was replaced.
 */
export class PrimaryFinder {
  readonly #probes: readonly Probe[];
  readonly #sockets = new Map<net.Socket, string>();
  readonly #watch: NodeJS.Timeout;
  #newestTimeline = 0;
  #looking: Promise<string> | null = null;
  #lastUrl: string | null = null;

  constructor(urls: readonly string[]) {
    this.#probes = urls.map((url) => new Probe(url));
    this.#watch = setInterval(() => void this.#dropStaleSockets(), WATCH_MILLISECONDS).unref();
  }

  /** The primary's connection string. Rejects with `NO_PRIMARY_CODE` when no host takes writes. */
  find(): Promise<string> {
    if (this.#looking !== null) return this.#looking;
    const looking = this.#look();
    this.#looking = looking;
    const forget = () => {
      this.#looking = null;
    };
    looking.then(
      () => setTimeout(forget, LOOK_AGAIN_MILLISECONDS).unref(),
      () => forget(),
    );
    return looking;
  }

  /**
   * A connection to the primary for the driver. It destroys a socket with the error rather than rejecting: the driver would
   * never take a connection up again whose socket it did not get.
   */
  async connect(): Promise<net.Socket> {
    const socket = new net.Socket();
    try {
      const url = await this.find();
      await connected(socket, url);
      this.#sockets.set(socket, url);
      socket.once("close", () => this.#sockets.delete(socket));
    } catch (error) {
      const reason = error instanceof Error ? error : new Error("No connection.");
      setImmediate(() => socket.destroy(reason));
    }
    return socket;
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    await Promise.all(this.#probes.map((probe) => probe.close()));
  }

  async #look(): Promise<string> {
    const best = newestOf(await answersOf(this.#probes));
    if (best === null || best.timeline < this.#newestTimeline) {
      throw Object.assign(new Error("None of the database's hosts takes writes."), { code: NO_PRIMARY_CODE });
    }
    this.#newestTimeline = best.timeline;
    if (this.#lastUrl !== null && this.#lastUrl !== best.url)
      logInfo("another host of the database takes writes now");
    this.#lastUrl = best.url;
    return best.url;
  }

  /** Connections to a host that went silent would keep their statements waiting for as long as TCP does. */
  async #dropStaleSockets(): Promise<void> {
    if (this.#sockets.size === 0) return;
    const primary = await this.find().catch(() => null);
    if (primary === null) return;
    for (const [socket, url] of this.#sockets) {
      if (url === primary) continue;
      socket.destroy(
        Object.assign(new Error("Another host takes writes now."), { code: "CONNECTION_CLOSED" }),
      );
    }
  }
}

/** The one host's connection string, or the primary's where `url` names several. Rejects with `NO_PRIMARY_CODE`. */
export async function findPrimaryUrl(url: string): Promise<string> {
  const urls = singleHostUrls(url);
  if (urls.length === 1) return url;
  const finder = new PrimaryFinder(urls);
  try {
    return await finder.find();
  } finally {
    await finder.close();
  }
}

/** One host, asked over a connection of its own. */
class Probe {
  #client: postgres.Sql | null = null;

  constructor(readonly url: string) {}

  /** `null` for a standby. Rejects where there is no answer in time. */
  async ask(): Promise<Answer | null> {
    this.#client ??= postgres(this.url, {
      max: 1,
      connect_timeout: ANSWER_MILLISECONDS / 1000,
      fetch_types: false,
      prepare: false,
      backoff: () => 0,
      onnotice: () => {},
      connection: { application_name: "nuvera primary" },
    });
    try {
      // The first eight digits of a WAL file's name are the timeline.
      const asking = this.#client<{ timeline: string | null }[]>`
        select case when not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'
                    then substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as timeline`;
      const [row] = await withDeadline(asking, ANSWER_MILLISECONDS);
      const timeline = row?.timeline ?? null;
      return timeline === null ? null : { url: this.url, timeline: Number.parseInt(timeline, 16) };
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end({ timeout: 0 });
  }
}

/** What the hosts say: all of them, or those that have said it a moment after the first primary did. */
async function answersOf(probes: readonly Probe[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  const asking = probes.map(async (probe) => {
    const answer = await probe.ask();
    if (answer === null) throw new Error("A standby.");
    answers.push(answer);
  });
  const others = Promise.any(asking).then(
    () => new Promise<void>((resolve) => setTimeout(resolve, OTHERS_MILLISECONDS).unref()),
    () => {},
  );
  await Promise.race([Promise.allSettled(asking), others]);
  return [...answers];
}

function newestOf(answers: readonly Answer[]): Answer | null {
  return answers.reduce<Answer | null>(
    (best, answer) => (best === null || answer.timeline > best.timeline ? answer : best),
    null,
  );
}

/** Resolves when `socket` is connected to the host of `url`; TLS names that host. */
function connected(socket: net.Socket, url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(Object.assign(new Error("No connection in time."), { code: "CONNECT_TIMEOUT" }));
    }, ANSWER_MILLISECONDS);
    socket.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.connect(port === "" ? 5432 : Number(port), host, () => {
      clearTimeout(timer);
      socket.removeAllListeners("error");
      resolve();
    });
    Object.assign(socket, { host });
  });
}
