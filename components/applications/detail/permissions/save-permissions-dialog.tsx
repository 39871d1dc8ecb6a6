"use client";

import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { useUndo } from "@/components/applications/detail/change/use-undo";
import { useUsage } from "@/components/applications/detail/use-usage";
import { WhatIf } from "@/components/applications/detail/what-if";
import { useNow } from "@/components/clock";
import { useWorkplace } from "@/components/workplace";
import { setPermissions } from "@/lib/client/application-changes";
import {
  describeChange,
  describePermissionUse,
  explainPermission,
  permissionChange,
} from "@/lib/client/permission-change";
import { toast } from "@/lib/client/toast";
import { UiError } from "@/lib/client/ui-error";
import { joinWords } from "@/lib/client/words";
import type { ApiPermission } from "@/lib/permissions";
import type { ApplicationView } from "@/lib/schemas/application";

type SavePermissionsDialogProps = {
  application: ApplicationView;
  wanted: readonly ApiPermission[];
  /** Permissions that the person may not grant. */
  onRefused: (permissions: readonly string[]) => void;
  onDone: () => void;
  onClose: () => void;
};

/** Who gains and loses what, before it is saved; a reduction can be taken back. */
export function SavePermissionsDialog(props: SavePermissionsDialogProps) {
  const { application, wanted, onRefused, onDone, onClose } = props;
  const now = useNow();
  const { permissions: held } = useWorkplace();
  const { usage } = useUsage(application.id);
  const undo = useUndo(application.id);
  const change = permissionChange(application.permissions, wanted);
  const before = application.permissions;
  const lostForGood = change.removed.filter((permission) => !held.includes(permission));
  const lastUse = (permission: ApiPermission) =>
    usage?.permissions.find((use) => use.permission === permission)?.lastUsedAt ?? null;

  return (
    <ActionDialog
      applicationId={application.id}
      title="Save permissions"
      description={`${application.name}, from the next request on.`}
      submitLabel="Save permissions"
      errorTitle="The permissions were not saved."
      run={async (context) => {
        try {
          return await setPermissions(context, wanted);
        } catch (error) {
          if (error instanceof UiError) onRefused(error.missing);
          throw error;
        }
      }}
      onDone={(reason) => {
        onDone();
        const message = describeChange(application.name, change);
        if (change.removed.length === 0 || lostForGood.length > 0) toast(message);
        else
          undo({
            message,
            run: (context) => setPermissions(context, before),
            undone: "The permissions are as before",
            reason,
          });
      }}
      onClose={onClose}
    >
      <ChangeList title={`${application.name} gains`} mark="+" tone="text-success" permissions={change.added}>
        {explainPermission}
      </ChangeList>
      <ChangeList
        title={`${application.name} loses`}
        mark="−"
        tone="text-destructive"
        permissions={change.removed}
      >
        {(permission) =>
          usage === undefined
            ? explainPermission(permission)
            : `${explainPermission(permission)} ${sentence(describePermissionUse(lastUse(permission), now))}`
        }
      </ChangeList>
      {lostForGood.length === 0 ? null : (
        <p>
          You do not hold {joinWords(lostForGood)}, so you cannot give{" "}
          {lostForGood.length === 1 ? "it" : "them"} back yourself.
        </p>
      )}
      {change.removed.length === 0 ? null : (
        <WhatIf applicationId={application.id} change={{ change: "permissions", permissions: [...wanted] }} />
      )}
    </ActionDialog>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

type ChangeListProps = {
  title: string;
  mark: string;
  tone: string;
  permissions: readonly ApiPermission[];
  children: (permission: ApiPermission) => string;
};

function ChangeList({ title, mark, tone, permissions, children }: ChangeListProps) {
  if (permissions.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium">{title}</h3>
      <ul className="flex flex-col gap-2">
        {permissions.map((permission) => (
          <li key={permission} className="flex gap-2">
            <span aria-hidden="true" className={`w-3 shrink-0 font-mono ${tone}`}>
              {mark}
            </span>
            <span>
              <code className="font-mono text-[0.8125rem]">{permission}</code>
              <span className="block text-muted-foreground text-[0.8125rem]">{children(permission)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
