"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { FormErrorSummary } from "@/components/form-error-summary";
import { CodeInput } from "@/components/sign-in/code-input";
import { PasswordInput } from "@/components/sign-in/password-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { type SignInProblem, signInWithPassword } from "@/lib/client/sign-in";
import { routes } from "@/lib/routes";

const signInSchema = z.object({
  email: z.string().trim().min(1, "Enter your email.").max(254, "Use at most 254 characters."),
  password: z.string().min(1, "Enter your password.").max(1024, "Use at most 1024 characters."),
  code: z.string().trim().max(40, "Use at most 40 characters."),
});

const FIELDS = ["email", "password", "code"] as const;

/**
 * Email and password, and a one-time code where the person has set them up. After success the whole page is loaded
 * anew, so nothing of before stays in memory.
 */
export function SignInForm({ returnPath }: { returnPath: string }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [wantsCode, setWantsCode] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { register, handleSubmit, formState, setError, setFocus, resetField } = useForm({
    resolver: zodResolver(signInSchema),
    mode: "onBlur",
    shouldFocusError: false,
    defaultValues: { email: "", password: "", code: "" },
  });
  const { errors, isSubmitting, submitCount } = formState;

  useEffect(() => {
    if (wantsCode) setFocus("code");
  }, [wantsCode, setFocus]);

  const submit = handleSubmit(async ({ email, password, code }) => {
    setRefusal(null);
    if (wantsCode && code === "")
      return setError("code", { message: "Enter the code." }, { shouldFocus: true });
    const outcome = await signInWithPassword({ email, password, code: wantsCode ? code : undefined });
    if (!outcome.ok) return refuse(outcome.problem);
    setLeaving(true);
    window.location.replace(returnPath);
  });

  function refuse({ message, code }: SignInProblem) {
    resetField("code");
    if (code === null) {
      setRefusal(message);
      setWantsCode(false);
      resetField("password");
      setFocus("password");
      return;
    }
    setWantsCode(true);
    if (code === "wrong") setError("code", { message }, { shouldFocus: true });
  }

  const problems = FIELDS.flatMap((name) => {
    const message = name === "code" ? undefined : errors[name]?.message;
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
      <div className="relative">
        <Field id="password" label="Password" error={errors.password?.message}>
          {(control) => (
            <PasswordInput autoComplete="current-password" {...control} {...register("password")} />
          )}
        </Field>
        <Link
          href={routes.resetPassword}
          className="absolute top-0 right-0 rounded-sm text-[0.8125rem] text-muted-foreground underline-offset-4 hover:text-foreground hover:underline"
        >
          Forgot password?
        </Link>
      </div>
      {wantsCode ? (
        <Field
          id="code"
          label="One-time code"
          help="The six digits of your authenticator app, or a recovery code."
          error={errors.code?.message}
        >
          {(control) => <CodeInput {...control} {...register("code")} />}
        </Field>
      ) : null}
      <SubmitButton loading={isSubmitting || leaving} className="mt-2 w-full">
        Sign in
      </SubmitButton>
    </form>
  );
}
