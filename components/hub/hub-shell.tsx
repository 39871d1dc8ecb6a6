import type { ReactNode } from "react";
import { HubBrand } from "@/components/hub/hub-brand";
import { HubMobileBar, HubSidebar } from "@/components/hub/hub-sidebar";
import { HubStrip } from "@/components/hub/hub-strip";
import { ShellFrame } from "@/components/shell/frame";
import type { HubShellContext } from "@/lib/web/hub-shell-context";

type HubShellProps = { shell: HubShellContext; serverNow: number; children: ReactNode };

/** The frame of every hub page. Its sidebar is dark in both themes: one look says that this is not a partner's area. */
export function HubShell({ shell, serverNow, children }: HubShellProps) {
  return (
    <ShellFrame
      strip={<HubStrip />}
      mobileBar={<HubMobileBar shell={shell} />}
      brand={<HubBrand />}
      sidebar={<HubSidebar shell={shell} />}
      sidebarClassName="dark text-foreground"
      serverNow={serverNow}
    >
      {children}
    </ShellFrame>
  );
}
