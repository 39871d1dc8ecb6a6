"use client";

import type { ReactNode } from "react";
import { StepFrame } from "@/components/applications/create/step-frame";
import type { StepProps } from "@/components/applications/create/step-props";
import type { StepId } from "@/components/applications/create/steps";
import { PermissionCodes } from "@/components/applications/permission-summary";
import { useShell } from "@/components/shell/shell-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { chosenKey } from "@/lib/client/application-draft";

type ReviewStepProps = Omit<StepProps, "update" | "serverProblem"> & {
  onEdit: (step: StepId) => void;
  creating: boolean;
  error: unknown;
};

/** Everything that will be created, before it is. */
export function ReviewStep({ draft, takeFocus, onNext, onBack, onEdit, creating, error }: ReviewStepProps) {
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
      </KeyValueList>
    </StepFrame>
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
