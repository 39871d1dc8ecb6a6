/** Jobs that run again and again inside a server process. */
import { logError } from "@/lib/log";
import { counts } from "@/lib/telemetry/counts";

type Job = {
  /** By which metrics name it; without one it is not counted. */
  name?: string;
  /** Between the end of one run and the beginning of the next: a run that takes long is never joined by another. */
  milliseconds: number;
  /** After a run that failed, where that should be longer. */
  afterFailureMilliseconds?: number;
  /** What the log says of a run that failed. */
  failure: string;
  run: () => Promise<void>;
};

/** Runs the job until `stopping`; resolves when the run in progress has ended. */
export async function repeat(
  { name, milliseconds, afterFailureMilliseconds = milliseconds, failure, run }: Job,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const succeeded = await run().then(
      () => true,
      (error: unknown) => {
        logError(failure, error);
        return false;
      },
    );
    if (name !== undefined) counts().addJobRun(name, { succeeded, at: new Date() });
    await pause(succeeded ? milliseconds : afterFailureMilliseconds, stopping);
  }
}

function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopping.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds).unref();
    stopping.addEventListener("abort", done);
    if (stopping.aborted) done();
  });
}
