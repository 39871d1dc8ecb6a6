"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { FormErrorSummary } from "@/components/form-error-summary";
import { type InvitationLink, useAccept } from "@/components/invite/use-accept";
import { PasswordInput } from "@/components/sign-in/password-input";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { MINIMUM_PASSWORD_CHARACTERS } from "@/lib/schemas/password-length";
import type { InvitationPreview } from "@/lib/schemas/team";
import { displayNameSchema, passwordSchema } from "@/lib/schemas/user";

const newAccountSchema = z.object({ displayName: displayNameSchema, password: passwordSchema });

type AcceptAsNewPersonProps = { link: InvitationLink; preview: InvitationPreview };

/** Name and password: the address is the one that was invited. */
export function AcceptAsNewPerson({ link, preview }: AcceptAsNewPersonProps) {
  const { accept, accepting, refusal } = useAccept(link);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(newAccountSchema),
    mode: "onBlur",
    shouldFocusError: false,
    defaultValues: { displayName: "", password: "" },
  });
  const { errors, submitCount } = formState;
  const problems = (["displayName", "password"] as const).flatMap((name) => {
    const message = errors[name]?.message;
    return message === undefined ? [] : [{ fieldId: name, message }];
  });
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-4"
      onSubmit={handleSubmit((newAccount) => accept(newAccount))}
    >
      {refusal === null ? null : <ErrorState title="The invitation was not accepted." error={refusal} />}
      <FormErrorSummary problems={problems} attempt={submitCount} />
      <Field label="Email">
        {(control) => (
          <Input {...control} type="email" autoComplete="username" readOnly value={preview.email} />
        )}
      </Field>
      <Field id="displayName" label="Your name" error={errors.displayName?.message}>
        {(control) => <Input autoComplete="name" {...control} {...register("displayName")} />}
      </Field>
      <Field
        id="password"
        label="Password"
        help={`At least ${MINIMUM_PASSWORD_CHARACTERS} characters; a few words you remember do well.`}
        error={errors.password?.message}
      >
        {(control) => <PasswordInput autoComplete="new-password" {...control} {...register("password")} />}
      </Field>
      <SubmitButton loading={accepting} className="mt-2">
        Join {preview.organizationName}
      </SubmitButton>
    </form>
  );
}
