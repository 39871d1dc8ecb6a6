/** Where the job queue connects. It needs the database itself: it listens, and what it holds is held by its sessions. */
import { PrimaryFinder } from "@/db/primary";
import { singleHostUrls } from "@/lib/database-url";
import { repeat } from "@/lib/repeat";
import type { DatabasePlace, DatabaseSettings } from "@/lib/settings";

const LOOK_MILLISECONDS = 2_000;

export type QueuePlace = {
  /** One host: that which took writes when the place was looked for. */
  url: string;
  /** The same for the queue's library, working as the application's role. */
  connectionString: string;
  /** Aborts when another host takes writes. */
  moved: AbortSignal;
  close(): Promise<void>;
};

/** Rejects when none of several hosts takes writes. */
export async function findQueuePlace(database: DatabaseSettings): Promise<QueuePlace> {
  const place = database.queue ?? database;
  const [first, ...others] = singleHostUrls(place.url);
  const moved = new AbortController();
  if (others.length === 0) {
    return {
      url: first,
      connectionString: connectionStringOf({ ...place, url: first }),
      moved: moved.signal,
      close: async () => {},
    };
  }
  const primary = new PrimaryFinder([first, ...others]);
  const closed = new AbortController();
  try {
    const url = await primary.find();
    const watching = repeat(
      {
        milliseconds: LOOK_MILLISECONDS,
        failure: "no host of the database takes the webhook queue's writes",
        run: async () => {
          if ((await primary.find()) !== url) moved.abort();
        },
      },
      closed.signal,
    );
    const close = async () => {
      closed.abort();
      await watching;
      await primary.close();
    };
    return { url, connectionString: connectionStringOf({ ...place, url }), moved: moved.signal, close };
  } catch (error) {
    await primary.close();
    throw error;
  }
}

/**
 * The library has connections of its own, which work as the application's role as well. What it writes need not reach the disk at
 * once: a job that a crash of the database brings back finds its attempt made.
 */
function connectionStringOf({ url, role }: DatabasePlace): string {
  const options = ["-c synchronous_commit=off", ...(role === undefined ? [] : [`-c role=${role}`])];
  const withOptions = new URL(url);
  withOptions.searchParams.set("options", options.join(" "));
  return withOptions.href;
}
