"use client";

import { useMutation } from "@tanstack/react-query";
import { useAccountChange } from "@/components/account/use-account-change";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { endSession, formProblems } from "@/lib/client/account";
import { toast } from "@/lib/client/toast";
import { describeUserAgent } from "@/lib/client/user-agent";
import type { AccountView } from "@/lib/schemas/account";

type SessionView = AccountView["sessions"][number];

/** Where the person is signed in. */
export function SessionsSection({ account }: { account: AccountView }) {
  return (
    <Section
      id="sessions"
      title="Sessions"
      description="Where you are signed in. End what you do not recognise, and change your password."
    >
      <Table label="Sessions">
        <TableHead>
          <TableHeader>Browser</TableHeader>
          <TableHeader>Address</TableHeader>
          <TableHeader>Signed in</TableHeader>
          <TableHeader>Ends by itself</TableHeader>
          <TableHeader className="text-right">
            <span className="sr-only">Action</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {account.sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}

function SessionRow({ session }: { session: SessionView }) {
  const settle = useAccountChange();
  const browser = describeUserAgent(session.userAgent);
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => {
      toast(`Session in ${browser} ended`);
      void settle();
    },
  });
  return (
    <TableRow>
      <TableCell label="Browser">
        <span title={session.userAgent ?? undefined} className="font-medium">
          {browser}
        </span>
      </TableCell>
      <TableCell label="Address">
        {session.address === null ? "Unknown" : <Mono value={session.address} label="address" />}
      </TableCell>
      <TableCell label="Signed in">
        <RelativeTime at={session.createdAt} />
      </TableCell>
      <TableCell label="Ends by itself">
        <RelativeTime at={session.expiresAt} />
      </TableCell>
      <TableCell className="md:text-right max-md:justify-end">
        {session.isCurrent ? (
          <Status tone="success">This session</Status>
        ) : (
          <div className="flex flex-col gap-1 max-md:grow md:items-end">
            <Button
              variant="outline"
              size="sm"
              loading={end.isPending}
              aria-label={`End session in ${browser}`}
              onClick={() => end.mutate(session.id)}
            >
              End session
            </Button>
            <FieldError message={formProblems(end.error, []).general ?? undefined} />
          </div>
        )}
      </TableCell>
    </TableRow>
  );
}
