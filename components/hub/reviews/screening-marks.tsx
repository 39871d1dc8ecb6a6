import { Status } from "@/components/ui/status";

type ScreeningMarksProps = { openMatchCount: number; paymentHold: boolean };

/** `2 open matches`, `Payment hold`; nothing to see says so quietly. */
export function ScreeningMarks({ openMatchCount, paymentHold }: ScreeningMarksProps) {
  if (openMatchCount === 0 && !paymentHold)
    return <span className="text-muted-foreground">No open match</span>;
  return (
    <span className="inline-flex flex-wrap gap-x-3 gap-y-1 max-md:justify-end">
      {openMatchCount > 0 ? (
        <Status tone="warning" className="tabular-nums">
          {openMatchCount === 1 ? "1 open match" : `${openMatchCount} open matches`}
        </Status>
      ) : null}
      {paymentHold ? <Status tone="destructive">Payment hold</Status> : null}
    </span>
  );
}
