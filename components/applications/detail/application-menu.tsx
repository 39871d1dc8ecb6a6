"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { CopyToProductionItem } from "@/components/applications/detail/copy-to-production-item";
import { useEnable } from "@/components/applications/detail/danger/use-enable";
import type { TabId } from "@/components/applications/detail/use-tab";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { laterDialog } from "@/components/ui/later";
import { useMay, useWorkplace } from "@/components/workplace";
import { preload } from "@/lib/client/preload";
import type { ApplicationView } from "@/lib/schemas/application";

const loadDisableDialog = () =>
  import("@/components/applications/detail/danger/disable-dialog").then((loaded) => loaded.DisableDialog);
const DisableDialog = laterDialog(loadDisableDialog, ({ onClose }) => onClose());

type ApplicationMenuProps = { application: ApplicationView; onOpenTab: (tab: TabId) => void };

/** What concerns the whole application, from any of its parts. */
export function ApplicationMenu({ application, onOpenTab }: ApplicationMenuProps) {
  const inHub = useWorkplace().place.area === "hub";
  const mayDisable = useMay("APPLICATIONS_DISABLE");
  const mayWrite = useMay("APPLICATIONS_WRITE");
  const [isDisabling, setIsDisabling] = useState(false);
  const enable = useEnable(application);
  const isEnabled = application.status === "enabled";
  const mayEnable = mayWrite && (inHub || application.disabledBy !== "operator");
  const offersState = isEnabled ? mayDisable : mayEnable;
  if (!offersState && !mayWrite) return null;
  return (
    <>
      {/* What the menu may open is on its way while the person reads the menu. */}
      <DropdownMenu onOpenChange={(open) => (open && isEnabled ? preload(loadDisableDialog) : undefined)}>
        <DropdownMenuTrigger
          aria-label="Actions for this application"
          className="flex size-9 shrink-0 items-center justify-center rounded-md border border-border bg-background shadow-raised hover:bg-accent data-[state=open]:bg-accent dark:bg-muted"
        >
          <Ellipsis className="size-4" aria-hidden="true" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {!offersState ? null : isEnabled ? (
            <DropdownMenuItem onSelect={() => setIsDisabling(true)}>Disable application</DropdownMenuItem>
          ) : (
            <DropdownMenuItem onSelect={enable.start}>Enable application</DropdownMenuItem>
          )}
          {mayWrite && !inHub && application.environment === "sandbox" ? (
            <CopyToProductionItem application={application} />
          ) : null}
          {mayWrite ? (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem className="text-destructive" onSelect={() => onOpenTab("danger")}>
                Delete application
              </DropdownMenuItem>
            </>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      {enable.dialog}
      {isDisabling ? <DisableDialog application={application} onClose={() => setIsDisabling(false)} /> : null}
    </>
  );
}
