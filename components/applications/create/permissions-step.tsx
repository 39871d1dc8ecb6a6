"use client";

import { PermissionRow } from "@/components/applications/create/permission-row";
import { StepFrame } from "@/components/applications/create/step-frame";
import type { StepProps } from "@/components/applications/create/step-props";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { useWorkplace } from "@/components/workplace";
import { withGrant, withoutGrant } from "@/lib/client/permission-change";
import { PERMISSION_AREAS } from "@/lib/client/words";
import { type ApiPermission, sortPermissions } from "@/lib/permissions";

/** What the application may do: by area, a write always together with its read. */
export function PermissionsStep({ draft, update, takeFocus, onNext, onBack, serverProblem }: StepProps) {
  const { permissions: held } = useWorkplace();
  const granted = draft.permissions;
  const readable = PERMISSION_AREAS.map((area) => area.read).filter((read) => held.includes(read));

  function set(permission: ApiPermission, wanted: boolean) {
    update({ permissions: wanted ? withGrant(granted, permission) : withoutGrant(granted, permission) });
  }

  return (
    <StepFrame
      title="Permissions"
      description="Give the least that the service needs. A write includes its read."
      takeFocus={takeFocus}
      onSubmit={onNext}
      onBack={onBack}
    >
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-muted-foreground" aria-live="polite">
            {granted.length === 0 ? "No permission chosen" : `${granted.length} chosen`}
          </p>
          <div className="flex gap-2">
            <Button
              variant="outline"
              size="sm"
              onClick={() => update({ permissions: sortPermissions([...granted, ...readable]) })}
            >
              Add all reads
            </Button>
            <Button
              variant="ghost"
              size="sm"
              disabled={granted.length === 0}
              onClick={() => update({ permissions: [] })}
            >
              Clear
            </Button>
          </div>
        </div>
        <div className="divide-y divide-border border-border border-y">
          {PERMISSION_AREAS.map((area) => (
            <PermissionRow key={area.title} area={area} granted={granted} held={held} onChange={set} />
          ))}
        </div>
        <FieldError message={serverProblem} />
      </div>
    </StepFrame>
  );
}
