"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { FormErrorSummary } from "@/components/form-error-summary";
import { PasswordInput } from "@/components/sign-in/password-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { signInWithPassword } from "@/lib/client/sign-in";

const signInSchema = z.object({
  email: z.string().trim().min(1, "Enter your email.").max(254, "Use at most 254 characters."),
  password: z.string().min(1, "Enter your password.").max(1024, "Use at most 1024 characters."),
});

/** Email and password. After success the whole page is loaded anew, so nothing of before stays in memory. */
export function SignInForm({ returnPath }: { returnPath: string }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const { register, handleSubmit, formState, setFocus, resetField } = useForm({
    resolver: zodResolver(signInSchema),
    mode: "onBlur",
    shouldFocusError: false,
    defaultValues: { email: "", password: "" },
  });
  const { errors, isSubmitting, submitCount } = formState;

  const submit = handleSubmit(async ({ email, password }) => {
    setRefusal(null);
    const outcome = await signInWithPassword(email, password);
    if (outcome.ok) {
      setLeaving(true);
      window.location.replace(returnPath);
      return;
    }
    setRefusal(outcome.message);
    resetField("password");
    setFocus("password");
  });

  const problems = (["email", "password"] as const).flatMap((name) => {
    const message = errors[name]?.message;
    return message ? [{ fieldId: name, message }] : [];
  });
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {refusal ? (
        <Notice tone="destructive" role="alert">
          <p>{refusal}</p>
        </Notice>
      ) : null}
      <FormErrorSummary problems={problems} attempt={submitCount} />
      <Field id="email" label="Email" error={errors.email?.message}>
        {(control) => (
          <Input
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            {...control}
            {...register("email")}
          />
        )}
      </Field>
      <Field id="password" label="Password" error={errors.password?.message}>
        {(control) => (
          <PasswordInput autoComplete="current-password" {...control} {...register("password")} />
        )}
      </Field>
      <Button type="submit" loading={isSubmitting || leaving} className="mt-2 w-full">
        Sign in
      </Button>
    </form>
  );
}
