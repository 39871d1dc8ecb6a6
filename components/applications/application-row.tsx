"use client";

import Link from "next/link";
import { ApiKeyStatus, ApplicationStatus } from "@/components/applications/application-status";
import { LastUsed } from "@/components/applications/last-used";
import { PermissionSummary } from "@/components/applications/permission-summary";
import { useApplicationLinks } from "@/components/applications/use-application-links";
import { LinkPending } from "@/components/ui/link-pending";
import { Mono } from "@/components/ui/mono";
import { TableCell, TableRow } from "@/components/ui/table";
import { maskedKey, shortFingerprint } from "@/lib/client/words";
import type { ApplicationView } from "@/lib/schemas/application";

const LIVE = new Set(["active", "expiring"]);

/** One application at a glance; the name is the link. */
export function ApplicationRow({ application }: { application: ApplicationView }) {
  const links = useApplicationLinks();
  const liveKeys = application.apiKeys.filter((key) => LIVE.has(key.status));
  const signingKeys = application.signingKeys.filter((key) => key.status !== "retired");
  return (
    <TableRow className="group transition-colors md:hover:bg-muted/40">
      <TableCell className="md:pl-2">
        <div className="flex min-w-0 flex-1 flex-col items-start gap-1 text-left max-md:flex-row max-md:flex-wrap max-md:items-center max-md:justify-between">
          <Link
            href={links.application(application.id)}
            prefetch={false}
            className="rounded-sm font-medium [overflow-wrap:anywhere] hover:underline hover:underline-offset-4"
          >
            {application.name}
            <LinkPending className="ml-2 inline" />
          </Link>
          <ApplicationStatus application={application} />
        </div>
      </TableCell>
      <TableCell label="Permissions">
        <PermissionSummary permissions={application.permissions} />
      </TableCell>
      <TableCell label="API keys">
        {liveKeys.length === 0 ? <span className="text-muted-foreground">No live key</span> : null}
        <ul className="flex flex-col gap-1">
          {liveKeys.map((key) => (
            <li key={key.id} className="flex flex-wrap items-center gap-x-2.5 max-md:justify-end">
              <code className="font-mono text-[0.8125rem] whitespace-nowrap">{maskedKey(key)}</code>
              <ApiKeyStatus apiKey={key} />
            </li>
          ))}
        </ul>
      </TableCell>
      <TableCell label="Signing key">
        {signingKeys.map((key) => (
          <Mono
            key={key.id}
            value={key.fingerprint}
            short={shortFingerprint(key.fingerprint)}
            label="fingerprint"
            className="relative whitespace-nowrap"
          />
        ))}
      </TableCell>
      <TableCell label="Last used" className="md:pr-2 md:text-right">
        <LastUsed at={application.lastUsedAt} />
      </TableCell>
    </TableRow>
  );
}
