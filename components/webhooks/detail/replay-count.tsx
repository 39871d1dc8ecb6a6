import { ErrorState } from "@/components/ui/error-state";
import { formatCount } from "@/lib/client/words";

type ReplayCountProps = {
  counting: { data: { count: number; maximum: number } | undefined; error: unknown; isFetching: boolean };
  hasRange: boolean;
};

/** How many events a replay is about, before anything is sent. */
export function ReplayCount({ counting, hasRange }: ReplayCountProps) {
  const { data, error, isFetching } = counting;
  if (error !== null) return <ErrorState title="The events could not be counted." error={error} />;
  return (
    <p role="status" className="tabular-nums">
      {!hasRange ? "Choose a range." : isFetching || data === undefined ? "Counting…" : wordsOf(data)}
    </p>
  );
}

function wordsOf({ count, maximum }: { count: number; maximum: number }): string {
  if (count > maximum) {
    return `More than ${formatCount(maximum)} events fit. Choose a shorter range or one kind of event.`;
  }
  if (count === 0) return "No event fits: there is nothing to send.";
  return count === 1 ? "1 event will be sent." : `${formatCount(count)} events will be sent.`;
}

/** How far a replay is: how many have been put on their way. */
export function ReplayProgress({ sent, total }: { sent: number; total: number }) {
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="tabular-nums">
        {formatCount(sent)} of {formatCount(total)} are on their way.
      </p>
      <progress
        aria-label="Replay"
        value={sent}
        max={Math.max(total, 1)}
        className="h-1.5 w-full accent-primary"
      />
    </div>
  );
}
