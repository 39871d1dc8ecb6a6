"use client";

import { type ReactNode, useState } from "react";
import { DeleteDialog } from "@/components/applications/detail/danger/delete-dialog";
import { DisableDialog } from "@/components/applications/detail/danger/disable-dialog";
import { useEnable } from "@/components/applications/detail/danger/use-enable";
import { Button } from "@/components/ui/button";
import { useMay, useWorkplace } from "@/components/workplace";
import type { ApplicationView } from "@/lib/schemas/application";

type DangerZoneProps = { application: ApplicationView; onDeleted: () => void };

/** What stops the application: for a while, or for good. */
export function DangerZone({ application, onDeleted }: DangerZoneProps) {
  const mayDisable = useMay("APPLICATIONS_DISABLE");
  const mayWrite = useMay("APPLICATIONS_WRITE");
  return (
    <section
      aria-label="Danger zone"
      className="flex flex-col divide-y divide-border rounded-lg border border-destructive/35"
    >
      {application.status === "disabled" ? (
        <Disabled application={application} />
      ) : mayDisable ? (
        <Disable application={application} />
      ) : null}
      {mayWrite ? <Delete {...{ application, onDeleted }} /> : null}
    </section>
  );
}

function Part({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 p-4">
      <div className="min-w-0 max-w-prose">
        <h2 className="font-semibold">{title}</h2>
        <div className="mt-1 text-muted-foreground">{text}</div>
      </div>
      {children}
    </div>
  );
}

function Disable({ application }: { application: ApplicationView }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Part
      title="Disable application"
      text="Refuses every request from the next one on. Keys and permissions are kept, and it can be enabled again."
    >
      <Button variant="outline" onClick={() => setIsOpen(true)}>
        Disable application
      </Button>
      {isOpen ? <DisableDialog application={application} onClose={() => setIsOpen(false)} /> : null}
    </Part>
  );
}

/** Enable it again; or, where the operator disabled it, who can. Staff may take a partner's disablement over. */
function Disabled({ application }: { application: ApplicationView }) {
  const inHub = useWorkplace().place.area === "hub";
  const mayWrite = useMay("APPLICATIONS_WRITE");
  const enable = useEnable(application);
  const byOperator = application.disabledBy === "operator";
  const mayEnable = mayWrite && (inHub || !byOperator);
  return (
    <>
      <Part
        title="Enable application"
        text={
          mayEnable
            ? "Accepts its requests again, with the keys and permissions it has."
            : byOperator && !inHub
              ? "The operator disabled it, and only the operator can enable it. Write to support."
              : "Your role does not cover enabling it."
        }
      >
        {mayEnable ? (
          <Button onClick={enable.start} loading={enable.isPending}>
            Enable application
          </Button>
        ) : null}
        {enable.dialog}
      </Part>
      {inHub && !byOperator ? <TakeOver application={application} /> : null}
    </>
  );
}

function TakeOver({ application }: { application: ApplicationView }) {
  const mayDisable = useMay("APPLICATIONS_DISABLE");
  const [isOpen, setIsOpen] = useState(false);
  if (!mayDisable) return null;
  return (
    <Part
      title="Disable as operator"
      text="The partner disabled it and can enable it. Disabled by the operator, only the operator can."
    >
      <Button variant="outline" onClick={() => setIsOpen(true)}>
        Disable application
      </Button>
      {isOpen ? <DisableDialog application={application} onClose={() => setIsOpen(false)} /> : null}
    </Part>
  );
}

function Delete({ application, onDeleted }: DangerZoneProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Part
      title="Delete application"
      text="Ends its keys, its signing key and its permissions at once and for good. Its audit history is kept."
    >
      <Button variant="destructive" onClick={() => setIsOpen(true)}>
        Delete application
      </Button>
      {isOpen ? <DeleteDialog {...{ application, onDeleted }} onClose={() => setIsOpen(false)} /> : null}
    </Part>
  );
}
