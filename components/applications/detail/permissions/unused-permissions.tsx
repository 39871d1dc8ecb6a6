"use client";

import { useState } from "react";
import { useQuickAction } from "@/components/applications/detail/change/use-quick-action";
import { useUndo } from "@/components/applications/detail/change/use-undo";
import { SavePermissionsDialog } from "@/components/applications/detail/permissions/save-permissions-dialog";
import { useNow } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useWorkplace } from "@/components/workplace";
import { setPermissions } from "@/lib/client/application-changes";
import { describeChange, describePermissionUse } from "@/lib/client/permission-change";
import { joinWords } from "@/lib/client/words";
import { UNUSED_AFTER_DAYS } from "@/lib/permission-use";
import type { ApiPermission } from "@/lib/permissions";
import type { ApplicationUsage, ApplicationView } from "@/lib/schemas/application";

type UnusedPermissionsProps = { application: ApplicationView; usage: ApplicationUsage | undefined };

/** Permissions that the service does without, and one click that takes them away and can be taken back. */
export function UnusedPermissions({ application, usage }: UnusedPermissionsProps) {
  const now = useNow();
  const unused = (usage?.unusedPermissions ?? []).filter((permission) =>
    application.permissions.includes(permission),
  );
  if (unused.length === 0) return null;
  const lastUse = (permission: ApiPermission) =>
    usage?.permissions.find((use) => use.permission === permission)?.lastUsedAt ?? null;
  return (
    <Notice
      title={`${unused.length === 1 ? "1 permission was" : `${unused.length} permissions were`} not used for ${UNUSED_AFTER_DAYS} days`}
    >
      <p className="text-muted-foreground">
        Whoever gets hold of this application&apos;s credentials could use them. Services that need none of
        them notice nothing.
      </p>
      <ul className="flex flex-col gap-0.5 text-[0.8125rem]">
        {unused.map((permission) => (
          <li key={permission}>
            <code className="font-mono">{permission}</code>
            <span className="text-muted-foreground">, {describePermissionUse(lastUse(permission), now)}</span>
          </li>
        ))}
      </ul>
      <Remove key={unused.join()} application={application} unused={unused} />
    </Notice>
  );
}

type RemoveProps = { application: ApplicationView; unused: readonly ApiPermission[] };

/** One click where the person can undo it; who could not give them back is shown first what is lost. */
function Remove({ application, unused }: RemoveProps) {
  const { permissions: held } = useWorkplace();
  const [isLooking, setIsLooking] = useState(false);
  const undo = useUndo(application.id);
  const before = application.permissions;
  const kept = before.filter((permission) => !unused.includes(permission));
  const remove = useQuickAction({
    applicationId: application.id,
    title: "Remove unused permissions",
    description: `${application.name} loses ${joinWords(unused)}, from the next request on.`,
    errorTitle: "The permissions were not changed.",
    run: (context) => setPermissions(context, kept, before),
    onDone: (reason) =>
      undo({
        message: describeChange(application.name, { added: [], removed: [...unused] }),
        run: (context) => setPermissions(context, before, kept),
        undone: "The permissions are as before",
        reason,
      }),
  });
  const canUndo = unused.every((permission) => held.includes(permission));
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        className="mt-1 self-start"
        loading={remove.isPending}
        onClick={() => (canUndo ? remove.start() : setIsLooking(true))}
      >
        Remove unused permissions
      </Button>
      {remove.dialog}
      {isLooking ? (
        <SavePermissionsDialog
          application={application}
          wanted={kept}
          onRefused={() => undefined}
          onDone={() => undefined}
          onClose={() => setIsLooking(false)}
        />
      ) : null}
    </>
  );
}
