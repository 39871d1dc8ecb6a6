import { Status } from "@/components/ui/status";
import type { ConsoleExchange } from "@/lib/client/console/exchange";
import { cn } from "@/lib/utils";

type ExchangeHistoryProps = {
  exchanges: readonly ConsoleExchange[];
  shownId: number;
  onShow: (id: number) => void;
};

/** What was sent from this page, newest first; gone when the page is. */
export function ExchangeHistory({ exchanges, shownId, onShow }: ExchangeHistoryProps) {
  return (
    <section aria-label="Sent from this page" className="flex flex-col gap-2">
      <h2 className="font-semibold">Sent from this page</h2>
      <ul className="divide-y divide-border rounded-lg border border-border">
        {exchanges.map(({ id, request: { method, target }, answer, sentAt }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === shownId}
              onClick={() => onShow(id)}
              className={cn(
                "flex w-full flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2 text-left hover:bg-accent",
                id === shownId && "bg-accent/60",
              )}
            >
              <Status tone={answer === null ? "warning" : answer.status < 300 ? "success" : "destructive"}>
                <span className="tabular-nums">{answer?.status ?? "No answer"}</span>
              </Status>
              <code className="min-w-0 flex-1 truncate font-mono text-[0.8125rem]">
                {method} {target}
              </code>
              <span className="text-muted-foreground text-xs tabular-nums">
                {new Date(sentAt).toISOString().slice(11, 19)} UTC
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
