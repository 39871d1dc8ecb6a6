"use client";

import { type ReactNode, useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { Label } from "@/components/ui/label";
import type { PERMISSION_AREAS } from "@/lib/client/words";
import type { ApiPermission, Permission } from "@/lib/permissions";

type PermissionRowProps = {
  area: (typeof PERMISSION_AREAS)[number];
  granted: readonly ApiPermission[];
  held: readonly Permission[];
  /** Granted already: these may be taken away also by somebody who does not hold them. */
  current?: readonly ApiPermission[];
  /** What the server did not let this person grant. */
  refused?: readonly string[];
  note?: ReactNode;
  onChange: (permission: ApiPermission, wanted: boolean) => void;
};

/** One area with its read and write; what the person does not hold is disabled, and says why. */
export function PermissionRow(props: PermissionRowProps) {
  const { area, granted, held, current = [], refused = [], note, onChange } = props;
  const reasonId = useId();
  const offered = area.write === null ? [area.read] : [area.read, area.write];
  const lacking = offered.filter((permission) => !held.includes(permission));
  const mayOnlyLose = lacking.length > 0 && lacking.every((permission) => current.includes(permission));
  const notGranted = offered.filter((permission) => refused.includes(permission));
  return (
    <fieldset
      className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-6 gap-y-2 py-3 max-sm:grid-cols-1"
      {...(lacking.length > 0 ? { "aria-describedby": reasonId } : {})}
    >
      <legend className="sr-only">{area.title}</legend>
      <div className="min-w-0">
        <p className="font-medium" aria-hidden="true">
          {area.title}
        </p>
        <p className="text-muted-foreground text-[0.8125rem]">{area.help}</p>
        {lacking.length > 0 ? (
          <p id={reasonId} className="mt-1 text-[0.8125rem]">
            You do not hold <code className="font-mono text-xs">{lacking.join(", ")}</code>
            {mayOnlyLose
              ? ": you can take it away, but not give it back."
              : ", so you cannot grant it. An owner or admin can."}
          </p>
        ) : null}
        {notGranted.length > 0 ? (
          <FieldError message={`Not granted: you do not hold ${notGranted.join(", ")}.`} />
        ) : null}
        {note}
      </div>
      <div className="grid grid-cols-2 gap-x-5 sm:w-40">
        <Grant
          area={area.title}
          label="Read"
          permission={area.read}
          {...{ granted, held, current, onChange }}
        />
        {area.write === null ? null : (
          <Grant
            area={area.title}
            label="Write"
            permission={area.write}
            {...{ granted, held, current, onChange }}
          />
        )}
      </div>
    </fieldset>
  );
}

type GrantProps = Required<Pick<PermissionRowProps, "granted" | "held" | "current" | "onChange">> & {
  area: string;
  label: string;
  permission: ApiPermission;
};

function Grant({ area, label, permission, granted, held, current, onChange }: GrantProps) {
  const id = `permission-${permission}`;
  const disabled = !held.includes(permission) && !current.includes(permission);
  return (
    <div className="flex h-6 items-center gap-2">
      <Checkbox
        id={id}
        checked={granted.includes(permission)}
        disabled={disabled}
        aria-label={`${area}: ${label}`}
        onCheckedChange={(checked) => onChange(permission, checked === true)}
      />
      <Label htmlFor={id} className={disabled ? "font-normal text-muted-foreground" : "font-normal"}>
        {label}
      </Label>
    </div>
  );
}
