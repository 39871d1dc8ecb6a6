"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DeleteMembersKeyDialog } from "@/components/hub/delete-members-key-dialog";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { KeyRow } from "@/components/personal-keys/key-row";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { Table, TableBody, TableHead, TableHeader } from "@/components/ui/table";
import { useMay, useWorkplace } from "@/components/workplace";
import { personalKeysQuery } from "@/lib/client/personal-keys";
import type { PersonalKeysView, PersonalKeyView } from "@/lib/schemas/personal-key";
import { allowsPersonalKeys, type PersonalKeyPolicy } from "@/lib/schemas/personal-key-policy";

const POLICY_WORDS: Record<PersonalKeyPolicy, string> = {
  off: "The organization has turned them off: every request with one is refused.",
  sandbox: "The organization allows them in sandbox only.",
  both: "The organization allows them in sandbox and production.",
};

/** The personal API keys of the organization's members, to look at; an operator admin can end one. */
export function OrganizationPersonalKeys() {
  const { place } = useWorkplace();
  const query = useQuery(personalKeysQuery(place));
  if (query.isPending) return <RowsSkeleton label="Loading personal API keys" />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The personal API keys could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { policy, items } = query.data;
  return (
    <Section title="Personal API keys" description={POLICY_WORDS[policy]}>
      {items.length === 0 ? (
        <p className="text-muted-foreground">No member has one.</p>
      ) : (
        <KeysTable policy={policy} items={items} />
      )}
    </Section>
  );
}

function KeysTable({ policy, items }: PersonalKeysView) {
  const mayDelete = useMay("PERSONAL_KEYS_MANAGE");
  const [deleting, setDeleting] = useState<PersonalKeyView | null>(null);
  return (
    <>
      <Table label="Personal API keys">
        <TableHead>
          <TableHeader>Key</TableHeader>
          <TableHeader>Made by</TableHeader>
          <TableHeader>Permissions</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader>Last used</TableHeader>
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {items.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              isAllowed={allowsPersonalKeys(policy, key.environment)}
              onDelete={mayDelete ? () => setDeleting(key) : undefined}
            />
          ))}
        </TableBody>
      </Table>
      {deleting === null ? null : (
        <DeleteMembersKeyDialog apiKey={deleting} onClose={() => setDeleting(null)} />
      )}
    </>
  );
}
