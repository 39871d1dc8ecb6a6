"use client";

import { LastUseView } from "@/components/applications/last-used";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TableCell, TableRow } from "@/components/ui/table";
import { useWorkplace } from "@/components/workplace";
import { describeKeyPermissions, describeKeyReach } from "@/lib/client/personal-keys";
import { formatRole, maskedKey } from "@/lib/client/words";
import type { PersonalKeyView } from "@/lib/schemas/personal-key";

type KeyRowProps = {
  apiKey: PersonalKeyView;
  /** Whether the organization's policy lets it be used now. */
  isAllowed: boolean;
  /** Left out for whoever may not delete it. */
  onDelete: (() => void) | undefined;
};

/** One key at a glance: what it is called, whose it is, what it may do and whether it is used. */
export function KeyRow({ apiKey, isAllowed, onDelete }: KeyRowProps) {
  const { area } = useWorkplace().place;
  const { name, createdAt, createdBy, environment, isOwn } = apiKey;
  return (
    <TableRow>
      <TableCell>
        <div className="flex min-w-0 flex-1 flex-col gap-1 text-left">
          <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <code className="font-mono text-[0.8125rem] whitespace-nowrap">{maskedKey(apiKey)}</code>
            {area === "hub" ? <EnvironmentBadge environment={environment} /> : null}
          </span>
        </div>
      </TableCell>
      <TableCell label="Made by">
        <span className="flex flex-wrap items-center gap-x-2 max-md:justify-end">
          <span className="[overflow-wrap:anywhere]">{createdBy.displayName}</span>
          {isOwn ? <Badge>You</Badge> : null}
        </span>
        <span className="block text-muted-foreground text-[0.8125rem]">
          <RelativeTime at={createdAt} />
        </span>
      </TableCell>
      <TableCell label="Permissions">
        <span title={describeKeyPermissions(createdBy.role)}>{describeKeyReach(createdBy.role)}</span>
        <span className="block text-muted-foreground text-[0.8125rem]">as {formatRole(createdBy.role)}</span>
      </TableCell>
      <TableCell label="Status">
        <KeyStatus apiKey={apiKey} isAllowed={isAllowed} />
      </TableCell>
      <TableCell label="Last used">
        <LastUseView use={apiKey} />
      </TableCell>
      <TableCell className="md:text-right">
        {onDelete === undefined ? null : (
          <Button
            variant="outline"
            size="sm"
            className="max-md:w-full"
            aria-label={`Delete API key ${name}`}
            onClick={onDelete}
          >
            Delete
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}

function KeyStatus({ apiKey, isAllowed }: Pick<KeyRowProps, "apiKey" | "isAllowed">) {
  const { status, expiresAt } = apiKey;
  if (status === "expired") return <Status tone="neutral">Expired</Status>;
  return (
    <>
      {isAllowed ? <Status tone="success">Active</Status> : <Status tone="warning">Not allowed</Status>}
      {expiresAt === null ? null : (
        <span className="block text-muted-foreground text-[0.8125rem]">
          Expires <RelativeTime at={expiresAt} />
        </span>
      )}
    </>
  );
}
