"use client";

import { useState } from "react";
import { PermissionRow } from "@/components/applications/create/permission-row";
import { PermissionUse } from "@/components/applications/detail/permissions/permission-use";
import { SavePermissionsDialog } from "@/components/applications/detail/permissions/save-permissions-dialog";
import { UnusedPermissions } from "@/components/applications/detail/permissions/unused-permissions";
import { useUsage } from "@/components/applications/detail/use-usage";
import { PermissionCodes } from "@/components/applications/permission-summary";
import { useNow } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { useMay, useWorkplace } from "@/components/workplace";
import {
  describePermissionUse,
  permissionChange,
  withGrant,
  withoutGrant,
} from "@/lib/client/permission-change";
import { PERMISSION_AREAS } from "@/lib/client/words";
import type { ApiPermission } from "@/lib/permissions";
import type { ApplicationUsage, ApplicationView } from "@/lib/schemas/application";

/** What the application may do, by area, with when each grant was last used; a change is looked over before it is saved. */
export function PermissionEditor({ application }: { application: ApplicationView }) {
  const { permissions: held } = useWorkplace();
  const mayWrite = useMay("APPLICATIONS_WRITE");
  const { usage } = useUsage(application.id);
  const [wanted, setWanted] = useState<ApiPermission[] | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [isSaving, setIsSaving] = useState(false);
  const granted = wanted ?? application.permissions;
  const change = permissionChange(application.permissions, granted);
  const changes = change.added.length + change.removed.length;

  function set(permission: ApiPermission, on: boolean) {
    setRefused([]);
    setWanted(on ? withGrant(granted, permission) : withoutGrant(granted, permission));
  }

  if (!mayWrite) return <ReadOnly application={application} usage={usage} />;
  return (
    <Section
      title="Permissions"
      description="Give the least that the service needs. A write includes its read. A change counts from the next request on."
    >
      {changes === 0 ? <UnusedPermissions application={application} usage={usage} /> : null}
      <div className="divide-y divide-border border-border border-y">
        {PERMISSION_AREAS.map((area) => (
          <PermissionRow
            key={area.title}
            area={area}
            granted={granted}
            held={held}
            current={application.permissions}
            refused={refused}
            onChange={set}
            note={<PermissionUse area={area} granted={application.permissions} usage={usage} />}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted-foreground" aria-live="polite">
          {changes === 0 ? "No change" : `${changes} ${changes === 1 ? "change" : "changes"} not saved`}
        </p>
        <div className="flex gap-2">
          <Button variant="ghost" disabled={changes === 0} onClick={() => setWanted(null)}>
            Discard
          </Button>
          <Button disabled={changes === 0} onClick={() => setIsSaving(true)}>
            Review and save
          </Button>
        </div>
      </div>
      {isSaving ? (
        <SavePermissionsDialog
          application={application}
          wanted={granted}
          onRefused={setRefused}
          onDone={() => setWanted(null)}
          onClose={() => setIsSaving(false)}
        />
      ) : null}
    </Section>
  );
}

type ReadOnlyProps = { application: ApplicationView; usage: ApplicationUsage | undefined };

function ReadOnly({ application, usage }: ReadOnlyProps) {
  const now = useNow();
  return (
    <Section title="Permissions" description="What the application may do, and when it last did.">
      {usage === undefined || usage.permissions.length === 0 ? (
        <PermissionCodes permissions={application.permissions} />
      ) : (
        <ul className="flex flex-col gap-1">
          {usage.permissions.map(({ permission, lastUsedAt }) => (
            <li key={permission}>
              <code className="font-mono text-[0.8125rem]">{permission}</code>
              <span className="text-muted-foreground">, {describePermissionUse(lastUsedAt, now)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
