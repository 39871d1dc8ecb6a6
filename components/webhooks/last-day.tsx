import { deliveredShare } from "@/lib/client/webhook-words";
import { formatCount } from "@/lib/client/words";
import type { WebhookView } from "@/lib/schemas/webhook";

/** How the deliveries of the last day went: a share, and of how many. */
export function LastDay({ lastDay }: Pick<WebhookView, "lastDay">) {
  const share = deliveredShare(lastDay);
  const ended = lastDay.delivered + lastDay.failed;
  if (share === null) {
    return (
      <span className="text-muted-foreground">
        {lastDay.pending === 0 ? "None" : `${formatCount(lastDay.pending)} on their way`}
      </span>
    );
  }
  return (
    <span className="tabular-nums">
      {share}
      <span className="text-muted-foreground"> of {formatCount(ended)}</span>
    </span>
  );
}
