import type { ReactNode } from "react";
import { Brand } from "@/components/brand";
import { ShellFrame } from "@/components/shell/frame";
import { PartnerMobileBar } from "@/components/shell/partner-mobile-bar";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { ProductionMark } from "@/components/shell/production-mark";
import { ShellProvider } from "@/components/shell/shell-provider";
import { SidebarContent } from "@/components/shell/sidebar";
import { WorkplaceProvider } from "@/components/workplace";
import type { ShellContext } from "@/lib/web/shell-context";

type AppShellProps = { shell: ShellContext; serverNow: number; children: ReactNode };

/** The frame of every partner page: where one is (organization, environment), where one may go, and the page. */
export function AppShell({ shell, serverNow, children }: AppShellProps) {
  return (
    <ShellProvider shell={shell}>
      <WorkplaceProvider value={partnerWorkplace(shell)}>
        <ShellFrame
          strip={shell.environment === "production" ? <ProductionMark /> : null}
          mobileBar={<PartnerMobileBar />}
          brand={<Brand />}
          sidebar={<SidebarContent />}
          serverNow={serverNow}
        >
          {children}
        </ShellFrame>
      </WorkplaceProvider>
    </ShellProvider>
  );
}
