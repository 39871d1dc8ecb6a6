"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CreateKeyForm } from "@/components/personal-keys/create-key-form";
import { StoreKey } from "@/components/personal-keys/store-key";
import { useShell } from "@/components/shell/shell-provider";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { useWorkplace } from "@/components/workplace";
import { describeKeyPermissions, personalKeysQuery } from "@/lib/client/personal-keys";

const stay = (event: Event) => event.preventDefault();

/** Name and end, then the key, which is shown once: neither Escape nor a click outside closes that. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { place } = useWorkplace();
  const { role } = useShell();
  const client = useQueryClient();
  /** The key itself, which is in no cache and goes with this dialog. */
  const [apiKey, setApiKey] = useState<string | null>(null);
  return (
    <Dialog open onOpenChange={(open) => (open || apiKey !== null ? undefined : onClose())}>
      <DialogContent
        {...(apiKey === null
          ? {}
          : { onEscapeKeyDown: stay, onPointerDownOutside: stay, onInteractOutside: stay })}
      >
        <div className="flex flex-col gap-1.5">
          <div className="flex flex-wrap items-center gap-2">
            <DialogTitle>{apiKey === null ? "Create API key" : "Store the API key"}</DialogTitle>
            <EnvironmentBadge environment={place.environment} />
          </div>
          <DialogDescription>
            {apiKey === null
              ? `It may do everything your role may do: ${describeKeyPermissions(role)}. When your role changes, so does the key.`
              : "It is shown once, here. Nuvera keeps only a keyed hash and cannot show it again."}
          </DialogDescription>
        </div>
        {apiKey === null ? (
          <CreateKeyForm
            onCancel={onClose}
            onCreated={(created) => {
              setApiKey(created);
              void client.invalidateQueries({ queryKey: personalKeysQuery(place).queryKey });
            }}
          />
        ) : (
          <StoreKey apiKey={apiKey} onStored={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}
