/** The sandbox simulator in each server process. */
import { repeat } from "@/lib/repeat";
import type { Runtime } from "@/lib/runtime";
import { runSimulatorOnce } from "@/lib/sandbox/simulator";

/** Short, since partners wait for what it does; with nothing due it costs one look into an index. */
const INTERVAL_MILLISECONDS = 400;
const AFTER_FAILURE_MILLISECONDS = 5_000;

/** Starts it; the returned function ends it after the steps in progress. */
export function startSimulatorJob(runtime: Runtime): () => Promise<void> {
  const stopping = new AbortController();
  const job = repeat(
    {
      name: "simulator",
      milliseconds: INTERVAL_MILLISECONDS,
      afterFailureMilliseconds: AFTER_FAILURE_MILLISECONDS,
      failure: "the sandbox simulator could not look for work and will try again",
      run: () => runSimulatorOnce(runtime, stopping.signal),
    },
    stopping.signal,
  );
  return async () => {
    stopping.abort();
    await job;
  };
}
