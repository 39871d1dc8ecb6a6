"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";

type SavedConfirmationProps = { confirmed: boolean; enabled: boolean; onConfirm: () => void };

/** The person says that the private key file is saved; from then on this page no longer holds the key. */
export function SavedConfirmation({ confirmed, enabled, onConfirm }: SavedConfirmationProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={confirmed}
        disabled={confirmed || !enabled}
        aria-describedby={`${id}-help`}
        onCheckedChange={(checked) => (checked === true ? onConfirm() : undefined)}
      />
      <div>
        <Label htmlFor={id}>I have saved the private key file</Label>
        <p id={`${id}-help`} className="text-muted-foreground text-[0.8125rem]">
          {confirmed
            ? "This page no longer holds the private key. Nuvera never had it."
            : "This page then lets go of the private key. It cannot be downloaded again."}
        </p>
      </div>
    </div>
  );
}
