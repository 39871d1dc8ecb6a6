"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { ApiKeyStatus } from "@/components/applications/application-status";
import { ChangeExpiryDialog } from "@/components/applications/detail/keys/change-expiry-dialog";
import { RevokeKeyDialog } from "@/components/applications/detail/keys/revoke-key-dialog";
import { useKeepKey } from "@/components/applications/detail/keys/use-keep-key";
import { LastUseView } from "@/components/applications/last-used";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableCell, TableRow } from "@/components/ui/table";
import { useMay } from "@/components/workplace";
import type { LastUse } from "@/lib/client/rotation";
import { maskedKey, shortKeyName } from "@/lib/client/words";
import type { ApiKeyView } from "@/lib/schemas/application";

type ApiKeyRowProps = {
  applicationId: string;
  apiKey: ApiKeyView;
  use: LastUse;
  isLive: boolean;
  isLastLive: boolean;
};

/** One key by what can be shown of it, and what can be done with it while it lives. */
export function ApiKeyRow({ applicationId, apiKey, use, isLive, isLastLive }: ApiKeyRowProps) {
  const mayWrite = useMay("APPLICATIONS_WRITE");
  return (
    <TableRow>
      <TableCell>
        <div className="flex flex-1 items-start justify-between gap-3">
          <div className="flex min-w-0 flex-col gap-0.5 text-left">
            <code className="font-mono">{maskedKey(apiKey)}</code>
            <Mono
              value={apiKey.id}
              short={`${apiKey.id.slice(0, 12)}…`}
              label="key id"
              className="text-muted-foreground"
            />
          </div>
          {isLive && mayWrite ? (
            <div className="md:hidden">
              <KeyMenu {...{ applicationId, apiKey, isLastLive }} />
            </div>
          ) : null}
        </div>
      </TableCell>
      <TableCell label="Status">
        <ApiKeyStatus apiKey={apiKey} />
      </TableCell>
      <TableCell label="Created">
        <RelativeTime at={apiKey.createdAt} />
        {apiKey.createdBy ? (
          <span className="block text-muted-foreground text-[0.8125rem]">
            by {apiKey.createdBy.displayName}
          </span>
        ) : null}
      </TableCell>
      <TableCell label="Last used">
        <LastUseView use={use} />
      </TableCell>
      <TableCell className="max-md:hidden md:text-right">
        {isLive && mayWrite ? <KeyMenu {...{ applicationId, apiKey, isLastLive }} /> : null}
      </TableCell>
    </TableRow>
  );
}

type KeyMenuProps = Pick<ApiKeyRowProps, "applicationId" | "apiKey" | "isLastLive">;

function KeyMenu({ applicationId, apiKey, isLastLive }: KeyMenuProps) {
  const [open, setOpen] = useState<"expiry" | "revoke" | null>(null);
  const keep = useKeepKey(applicationId, apiKey);
  const name = shortKeyName(apiKey);
  const close = () => setOpen(null);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`Actions for key ${name}`}
          className="flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground data-[state=open]:bg-accent md:ml-auto"
        >
          <Ellipsis className="size-4" aria-hidden="true" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {apiKey.expiresAt === null ? null : (
            <DropdownMenuItem onSelect={keep.start}>Keep this key</DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setOpen("expiry")}>
            {apiKey.expiresAt === null ? "Set end date" : "Change end date"}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem className="text-destructive" onSelect={() => setOpen("revoke")}>
            Revoke key {name}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {keep.dialog}
      {open === "expiry" ? <ChangeExpiryDialog {...{ applicationId, apiKey }} onClose={close} /> : null}
      {open === "revoke" ? (
        <RevokeKeyDialog {...{ applicationId, apiKey, isLastLive }} onClose={close} />
      ) : null}
    </>
  );
}
