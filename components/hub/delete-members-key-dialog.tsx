"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ReasonField, reasonProblem } from "@/components/applications/detail/change/reason-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { useWorkplace } from "@/components/workplace";
import { deletePersonalKey, personalKeysQuery } from "@/lib/client/personal-keys";
import { toast } from "@/lib/client/toast";
import { maskedKey } from "@/lib/client/words";
import type { PersonalKeyView } from "@/lib/schemas/personal-key";

type DeleteMembersKeyDialogProps = { apiKey: PersonalKeyView; onClose: () => void };

/** The end of a member's key by the operator: what happens, and why, which the partner reads. */
export function DeleteMembersKeyDialog({ apiKey, onClose }: DeleteMembersKeyDialogProps) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const { name, createdBy, environment } = apiKey;
  const remove = useMutation({
    mutationFn: () => deletePersonalKey({ ...place, environment }, apiKey.id, reason.trim()),
    onSuccess: () => {
      toast.success(`API key ${name} is deleted.`);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: personalKeysQuery(place).queryKey }),
  });

  return (
    <Dialog open onOpenChange={(open) => (open || remove.isPending ? undefined : onClose())}>
      <DialogContent>
        <div className="flex flex-col gap-1.5">
          <DialogTitle>
            Delete API key {name} of {createdBy.displayName}
          </DialogTitle>
          <DialogDescription>
            Every request with {maskedKey(apiKey)} is refused from the next one on. A deleted key cannot
            return; {createdBy.displayName} can make another one while the organization allows it.
          </DialogDescription>
        </div>
        <form
          method="post"
          noValidate
          className="flex min-w-0 flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            const found = reasonProblem(reason, "required");
            setProblem(found);
            if (found !== undefined) reasonField.current?.focus();
            else if (!remove.isPending) remove.mutate();
          }}
        >
          <ReasonField ref={reasonField} isRequired value={reason} onChange={setReason} error={problem} />
          {remove.isError ? <ErrorState title="The API key was not deleted." error={remove.error} /> : null}
          <DialogButtons>
            <Button variant="outline" onClick={onClose} disabled={remove.isPending}>
              Cancel
            </Button>
            <Button type="submit" variant="destructive" loading={remove.isPending}>
              Delete API key
            </Button>
          </DialogButtons>
        </form>
      </DialogContent>
    </Dialog>
  );
}
