"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { AcceptAsMember } from "@/components/invite/accept-as-member";
import { AcceptAsNewPerson } from "@/components/invite/accept-as-new-person";
import { InvitationEnded } from "@/components/invite/invitation-ended";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { lookUpInvitation, takeInvitationSecret } from "@/lib/client/invitation";
import { UiError } from "@/lib/client/ui-error";
import { describeRole, formatRole } from "@/lib/client/words";

type InvitationProps = { invitationId: string; signedInAs: string | null };

/** What the link invites to, and how to accept it: as a new person, or as who is signed in. */
export function Invitation({ invitationId, signedInAs }: InvitationProps) {
  // `undefined` until the browser has looked into its address.
  const [secret, setSecret] = useState<string | null | undefined>();
  useEffect(() => setSecret(takeInvitationSecret(invitationId)), [invitationId]);
  const query = useQuery({
    queryKey: ["invitation", invitationId],
    queryFn: () => lookUpInvitation(invitationId, secret ?? ""),
    enabled: typeof secret === "string",
    gcTime: 0,
  });

  if (secret === null) {
    return (
      <Notice tone="warning" title="The link is not complete">
        <p>Open it again from the mail or message it came with, or copy it whole.</p>
      </Notice>
    );
  }
  if (query.isPending || secret === undefined) {
    return (
      <div role="status" className="flex animate-appear-late flex-col gap-3">
        <span className="sr-only">Loading the invitation</span>
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-2/3" />
      </div>
    );
  }
  if (query.data === undefined) {
    if (query.error instanceof UiError && query.error.status === 404) {
      return (
        <Notice tone="warning" title="This link leads to no invitation">
          <p>Check that it was copied whole, or ask whoever sent it for another one.</p>
        </Notice>
      );
    }
    return (
      <ErrorState
        title="The invitation could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const preview = query.data;
  if (preview.status !== "open") return <InvitationEnded status={preview.status} />;
  const link = { invitationId, secret };
  return (
    <>
      <div className="flex flex-col gap-2">
        <p>
          <span className="font-medium">{preview.invitedBy}</span> invites{" "}
          <span className="font-medium [overflow-wrap:anywhere]">{preview.email}</span> to{" "}
          <span className="font-medium">{preview.organizationName}</span> as{" "}
          <span className="font-medium">{formatRole(preview.role)}</span>.
        </p>
        <p className="text-muted-foreground">
          {describeRole(preview.role)} The invitation ends <RelativeTime at={preview.expiresAt} />.
        </p>
      </div>
      {preview.hasAccount || signedInAs !== null ? (
        <AcceptAsMember link={link} preview={preview} signedInAs={signedInAs} />
      ) : (
        <AcceptAsNewPerson link={link} preview={preview} />
      )}
    </>
  );
}
