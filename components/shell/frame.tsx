import type { ReactNode } from "react";
import { ClockProvider } from "@/components/clock";
import { SkipLink } from "@/components/shell/skip-link";
import { StepUp } from "@/components/step-up";
import { cn } from "@/lib/utils";

type ShellFrameProps = {
  /** A strip over the whole width, 28 px high, that stays while the page scrolls. */
  strip?: ReactNode;
  mobileBar: ReactNode;
  brand: ReactNode;
  sidebar: ReactNode;
  sidebarClassName?: string;
  serverNow: number;
  children: ReactNode;
};

/** What the partner's pages and the operator's hub stand in: strip, bar or sidebar, and the page beside it. */
export function ShellFrame(props: ShellFrameProps) {
  const hasStrip = props.strip !== undefined && props.strip !== null;
  return (
    <ClockProvider serverNow={props.serverNow}>
      <SkipLink />
      {props.strip}
      {props.mobileBar}
      <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <aside
          aria-label="Navigation"
          className={cn(
            "sticky flex flex-col border-border border-r bg-sidebar max-lg:hidden",
            hasStrip ? "top-7 h-[calc(100dvh-1.75rem)]" : "top-0 h-dvh",
            props.sidebarClassName,
          )}
        >
          <div className="flex h-14 items-center px-5">{props.brand}</div>
          {props.sidebar}
        </aside>
        <main id="main" tabIndex={-1} className="min-w-0 outline-none">
          <div className="mx-auto flex max-w-[68rem] flex-col has-data-wide:max-w-[104rem] gap-8 px-4 pt-6 pb-20 sm:px-8 sm:pt-9">
            {props.children}
          </div>
        </main>
      </div>
      <StepUp />
    </ClockProvider>
  );
}
