"use client";

import type { ReactNode } from "react";
import { StepFrame } from "@/components/applications/create/step-frame";
import type { StepProps } from "@/components/applications/create/step-props";
import type { StepId } from "@/components/applications/create/steps";
import { PermissionCodes } from "@/components/applications/permission-summary";
import { useShell } from "@/components/shell/shell-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ErrorState } from "@/components/ui/error-state";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Label } from "@/components/ui/label";
import { Mono } from "@/components/ui/mono";
import { countEntries } from "@/lib/client/address-list";
import { chosenKey } from "@/lib/client/application-draft";

type ReviewStepProps = Omit<StepProps, "serverProblem"> & {
  onEdit: (step: StepId) => void;
  creating: boolean;
  error: unknown;
};

/** Everything that will be created, before it is. */
export function ReviewStep(props: ReviewStepProps) {
  const { draft, update, takeFocus, onNext, onBack, onEdit, creating, error } = props;
  const { environment, organization } = useShell();
  const key = chosenKey(draft);
  return (
    <StepFrame
      title="Review"
      description="The API key is made when you create the application and is shown once."
      takeFocus={takeFocus}
      onSubmit={onNext}
      onBack={onBack}
      submitLabel="Create API application"
      submitting={creating}
    >
      {error ? <ErrorState title="The application was not created." error={error} /> : null}
      <KeyValueList className="border-border border-y">
        <KeyValue term="Environment">
          <Badge variant={environment === "production" ? "production" : "neutral"}>
            {environment === "production" ? "Production" : "Sandbox"}
          </Badge>
          <span className="ml-2 text-muted-foreground">{organization.name}</span>
        </KeyValue>
        <KeyValue term="Name">
          <Editable label="name" onEdit={() => onEdit("name")}>
            <span className="font-medium [overflow-wrap:anywhere]">{draft.name.trim()}</span>
          </Editable>
        </KeyValue>
        <KeyValue term="Signing key">
          <Editable label="signing key" onEdit={() => onEdit("key")}>
            <span className="flex flex-col gap-0.5">
              <span>
                {draft.keySource === "generate" ? "Generated in this browser" : "Pasted public key"}
                {key && key.modulusBits > 0 ? `, RSA ${key.modulusBits} bits` : ""}
              </span>
              {key && key.fingerprint !== "" ? <Mono value={key.fingerprint} label="fingerprint" /> : null}
            </span>
          </Editable>
        </KeyValue>
        <KeyValue term="Permissions">
          <Editable label="permissions" onEdit={() => onEdit("permissions")}>
            <PermissionCodes permissions={draft.permissions} />
          </Editable>
        </KeyValue>
        <CopiedSettings draft={draft} update={update} />
      </KeyValueList>
    </StepFrame>
  );
}

/** Of a copy: what comes along besides name and permissions. */
function CopiedSettings({ draft: { copyOf }, update }: Pick<StepProps, "draft" | "update">) {
  if (copyOf === null) return null;
  const { addressList } = copyOf;
  return (
    <>
      <KeyValue term="Rate limit">
        <span className="text-muted-foreground">
          As production gives it; a higher one is the operator&apos;s to set.
        </span>
      </KeyValue>
      {addressList.entries.length === 0 ? null : (
        <KeyValue term="Address list">
          <div className="flex items-start gap-2">
            <Checkbox
              id="with-address-list"
              className="mt-0.5"
              checked={copyOf.withAddressList}
              onCheckedChange={(checked) =>
                update({ copyOf: { ...copyOf, withAddressList: checked === true } })
              }
            />
            <Label htmlFor="with-address-list" className="font-normal">
              Take over {countEntries(addressList.entries.length)},{" "}
              {addressList.mode === "enforce"
                ? "enforced: is production reached from the same addresses?"
                : addressList.mode === "report"
                  ? "for report only"
                  : "turned off"}
            </Label>
          </div>
        </KeyValue>
      )}
    </>
  );
}

type EditableProps = { label: string; onEdit: () => void; children: ReactNode };

function Editable({ label, onEdit, children }: EditableProps) {
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">{children}</div>
      <Button variant="link" size="inline" onClick={onEdit} aria-label={`Edit ${label}`}>
        Edit
      </Button>
    </div>
  );
}
