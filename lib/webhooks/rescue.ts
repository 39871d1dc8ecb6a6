/**
 * Nothing is lost with a process: as long as a worker lives, its session holds a lock; jobs of a worker whose lock is free go
 * back into the queue. (The library itself waits for hours.) And a delivery that is due but has no job gets one.
 */
import postgres from "postgres";
import { requeueLostDeliveries, unlockDeadWorkers } from "@/db/queries/webhook-attempts";
import { logInfo } from "@/lib/log";
import { repeat } from "@/lib/repeat";
import type { Runtime } from "@/lib/runtime";

const UNLOCK_MILLISECONDS = 5_000;
const REQUEUE_MILLISECONDS = 60_000;
/** Longer than a delivery waits for its turn while its endpoint answers at all. */
const LOST_AFTER_MILLISECONDS = 600_000;
const BATCH = 1_000;

/** Shows by a session at `url` that worker `id` lives and looks after others' jobs, until `ended`. */
export async function watchOverJobs(
  runtime: Runtime,
  url: string,
  id: string,
  ended: AbortSignal,
): Promise<void> {
  const session = postgres(url, {
    max: 1,
    idle_timeout: 0,
    // A connection that is exchanged for a fresh one would let go of the lock.
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: "nuvera webhook worker" },
  });
  const unlocking = repeat(
    {
      milliseconds: UNLOCK_MILLISECONDS,
      failure: "the webhook worker could not show that it lives or look for dead ones, and will try again",
      run: async () => {
        await holdLock(session, id);
        await unlockDeadWorkers(runtime.database, id);
      },
    },
    ended,
  );
  const requeueing = repeat(
    {
      milliseconds: REQUEUE_MILLISECONDS,
      failure: "webhook deliveries without a job were not looked for and will be again",
      run: () => requeueLost(runtime),
    },
    ended,
  );
  await Promise.all([unlocking, requeueing]);
  await session.end({ timeout: 5 });
}

/** Takes the lock unless this session has it: after the database went away, it is another session. */
async function holdLock(session: postgres.Sql, id: string): Promise<void> {
  const name = `webhook worker ${id}`;
  await session`
    select case when not exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())
                then pg_try_advisory_lock(hashtextextended(${name}, 0)) end`;
}

/** Puts deliveries that are long due, and that nobody is about, back into the queue. */
export async function requeueLost({ database, clock }: Runtime): Promise<void> {
  const dueBefore = new Date(clock().getTime() - LOST_AFTER_MILLISECONDS);
  const deliveries = await requeueLostDeliveries(database, dueBefore, BATCH);
  if (deliveries > 0)
    logInfo("webhook deliveries without a job were put back into the queue", { deliveries });
}
