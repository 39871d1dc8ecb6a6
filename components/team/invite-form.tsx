"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useId, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { FormErrorSummary } from "@/components/form-error-summary";
import { useTeamRules } from "@/components/team/use-team-rules";
import { Button } from "@/components/ui/button";
import { DialogButtons } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCard, RadioCards } from "@/components/ui/radio-cards";
import { useWorkplace } from "@/components/workplace";
import { inviteMember } from "@/lib/client/team";
import { UiError } from "@/lib/client/ui-error";
import { describeRole, formatRole } from "@/lib/client/words";
import { type CreatedInvitation, inviteMemberSchema } from "@/lib/schemas/team";

type InviteFormProps = { onCreated: (created: CreatedInvitation) => void; onCancel: () => void };

export function InviteForm({ onCreated, onCancel }: InviteFormProps) {
  const { place } = useWorkplace();
  const { grantable } = useTeamRules();
  const [refusal, setRefusal] = useState<unknown>(null);
  const roleLabel = useId();
  const { register, control, handleSubmit, formState, setError } = useForm<
    z.infer<typeof inviteMemberSchema>
  >({
    resolver: zodResolver(inviteMemberSchema),
    mode: "onBlur",
    shouldFocusError: false,
    defaultValues: { email: "", role: "DEVELOPER" },
  });
  const { errors, isSubmitting, submitCount } = formState;

  const submit = handleSubmit(async (invitation) => {
    setRefusal(null);
    try {
      onCreated(await inviteMember(place, invitation));
    } catch (error) {
      const field = error instanceof UiError ? error.fields.find(({ path }) => path === "email") : undefined;
      if (field !== undefined) setError("email", { message: field.message });
      else setRefusal(error);
    }
  });

  const emailProblem = errors.email?.message;
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-5">
      {refusal === null ? null : <ErrorState title="Nobody was invited." error={refusal} />}
      <FormErrorSummary
        problems={emailProblem === undefined ? [] : [{ fieldId: "invite-email", message: emailProblem }]}
        attempt={submitCount}
      />
      <Field id="invite-email" label="Email" error={emailProblem}>
        {(field) => (
          <Input
            type="email"
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            {...field}
            {...register("email")}
          />
        )}
      </Field>
      <div className="flex flex-col gap-1.5">
        <p id={roleLabel} className="font-medium">
          Role
        </p>
        <Controller
          control={control}
          name="role"
          render={({ field }) => (
            <RadioCards aria-labelledby={roleLabel} value={field.value} onValueChange={field.onChange}>
              {grantable.map((role) => (
                <RadioCard key={role} value={role} title={formatRole(role)} help={describeRole(role)} />
              ))}
            </RadioCards>
          )}
        />
      </div>
      <DialogButtons>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={isSubmitting}>
          Invite
        </Button>
      </DialogButtons>
    </form>
  );
}
