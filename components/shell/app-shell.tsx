import type { ReactNode } from "react";
import { Brand } from "@/components/brand";
import { ClockProvider } from "@/components/clock";
import { MobileBar } from "@/components/shell/mobile-bar";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { ProductionMark } from "@/components/shell/production-mark";
import { ShellProvider } from "@/components/shell/shell-provider";
import { SidebarContent } from "@/components/shell/sidebar";
import { SkipLink } from "@/components/shell/skip-link";
import { StepUp } from "@/components/step-up";
import { TooltipProvider } from "@/components/ui/tooltip";
import { WorkplaceProvider } from "@/components/workplace";
import { cn } from "@/lib/utils";
import type { ShellContext } from "@/lib/web/shell-context";

type AppShellProps = { shell: ShellContext; serverNow: number; children: ReactNode };

/** The frame of every partner page: where one is (organization, environment), where one may go, and the page. */
export function AppShell({ shell, serverNow, children }: AppShellProps) {
  const production = shell.environment === "production";
  return (
    <ShellProvider shell={shell}>
      <WorkplaceProvider value={partnerWorkplace(shell)}>
        <ClockProvider serverNow={serverNow}>
          <TooltipProvider delayDuration={200}>
            <SkipLink />
            {production ? <ProductionMark /> : null}
            <MobileBar />
            <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
              <aside
                aria-label="Navigation"
                className={cn(
                  "sticky flex flex-col border-border border-r bg-sidebar max-lg:hidden",
                  production ? "top-7 h-[calc(100dvh-1.75rem)]" : "top-0 h-dvh",
                )}
              >
                <div className="flex h-14 items-center px-5">
                  <Brand />
                </div>
                <SidebarContent />
              </aside>
              <main id="main" tabIndex={-1} className="min-w-0 outline-none">
                <div className="mx-auto flex max-w-[68rem] flex-col gap-8 px-4 pt-6 pb-20 sm:px-8 sm:pt-9">
                  {children}
                </div>
              </main>
            </div>
          </TooltipProvider>
        </ClockProvider>
        <StepUp />
      </WorkplaceProvider>{" "}
    </ShellProvider>
  );
}
