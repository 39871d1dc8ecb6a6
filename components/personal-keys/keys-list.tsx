"use client";

import { KeyRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { DeleteKeyDialog } from "@/components/personal-keys/delete-key-dialog";
import { KeyRow } from "@/components/personal-keys/key-row";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented, SegmentedItem } from "@/components/ui/segmented";
import { Table, TableBody, TableHead, TableHeader } from "@/components/ui/table";
import { useMay, useWorkplace } from "@/components/workplace";
import { formatCount } from "@/lib/client/words";
import type { PersonalKeyView } from "@/lib/schemas/personal-key";

type KeysListProps = {
  keys: readonly PersonalKeyView[];
  isAllowed: boolean;
  /** The first thing to do where there is nothing yet. */
  create: ReactNode;
};

/** The keys, newest first; who manages them chooses between their own and everybody's. */
export function KeysList({ keys, isAllowed, create }: KeysListProps) {
  const { environment } = useWorkplace().place;
  const mayManage = useMay("PERSONAL_KEYS_MANAGE");
  const [whose, setWhose] = useState("own");
  const [deleting, setDeleting] = useState<PersonalKeyView | null>(null);
  const own = keys.filter(({ isOwn }) => isOwn);
  const shown = mayManage && whose === "all" ? keys : own;
  return (
    <div className="flex flex-col gap-4">
      {mayManage ? (
        <Segmented aria-label="Whose keys" value={whose} onValueChange={setWhose}>
          <SegmentedItem value="own">My keys ({formatCount(own.length)})</SegmentedItem>
          <SegmentedItem value="all">All keys ({formatCount(keys.length)})</SegmentedItem>
        </Segmented>
      ) : null}
      {shown.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title={
            whose === "all"
              ? `No personal API keys in ${environment}`
              : `You have no API keys in ${environment}`
          }
          action={create}
        >
          A personal API key goes into one header and needs no signature. For services that run on their own,
          use an API application: its permissions are chosen one by one, and it does not depend on
          anybody&apos;s membership.
        </EmptyState>
      ) : (
        <Table label="API keys">
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
            {shown.map((key) => (
              <KeyRow key={key.id} apiKey={key} isAllowed={isAllowed} onDelete={() => setDeleting(key)} />
            ))}
          </TableBody>
        </Table>
      )}
      {deleting === null ? null : <DeleteKeyDialog apiKey={deleting} onClose={() => setDeleting(null)} />}
    </div>
  );
}
