"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { CopyNotice } from "@/components/applications/create/copy-notice";
import { KeyStep } from "@/components/applications/create/key-step";
import { NameStep } from "@/components/applications/create/name-step";
import { OneTimeKeyDialog } from "@/components/applications/create/one-time-key-dialog";
import { PermissionsStep } from "@/components/applications/create/permissions-step";
import { ReviewStep } from "@/components/applications/create/review-step";
import { serverProblems } from "@/components/applications/create/server-problems";
import { StepList } from "@/components/applications/create/step-list";
import {
  allowedStep,
  furthestStep,
  STEPS,
  type StepId,
  stepIndex,
} from "@/components/applications/create/steps";
import { useDraft } from "@/components/applications/create/use-draft";
import { useKeyGeneration } from "@/components/applications/create/use-key-generation";
import { useShell } from "@/components/shell/shell-provider";
import { Skeleton } from "@/components/ui/skeleton";
import { useWorkplace } from "@/components/workplace";
import { type ApplicationDraft, chosenKey, draftScope } from "@/lib/client/application-draft";
import { createApplicationMutation } from "@/lib/client/applications";
import { routes } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";

/** The create flow; one per organization and environment, because a draft belongs to one of them. */
export function CreateApplication() {
  const { user, organization, environment } = useShell();
  const scope = draftScope(user.id, organization.id, environment);
  return <Flow key={scope} scope={scope} />;
}

type Created = { application: ApplicationView; apiKey: string };

function Flow({ scope }: { scope: string }) {
  const { place } = useWorkplace();
  const router = useRouter();
  const wanted = useSearchParams().get("step");
  const { draft, loaded, update: updateDraft, clear } = useDraft(scope);
  const generation = useKeyGeneration();
  const [moved, setMoved] = useState(false);
  const [apiKey, setApiKey] = useState<string | null>(null);
  const [leavingTo, setLeavingTo] = useState<string | null>(null);
  const mutation = useMutation(createApplicationMutation(place, setApiKey));
  const problems = serverProblems(mutation.error);
  const step = allowedStep(wanted, draft);

  function update(change: Partial<ApplicationDraft>) {
    // What the server refused is about the values before this change.
    if (mutation.isError) mutation.reset();
    updateDraft(change);
  }

  function forgetCopy() {
    clear();
    go("name", "replace");
  }

  function go(to: StepId, how: "push" | "replace" = "push") {
    setMoved(true);
    const url = to === "name" ? routes.newApplication : `${routes.newApplication}?step=${to}`;
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  }

  async function create() {
    const key = chosenKey(draft);
    if (key === null) return go("key");
    const { publicKeyPem } = key;
    const { copyOf, permissions } = draft;
    const input = { name: draft.name.trim(), publicKeyPem, permissions };
    mutation.mutate(
      copyOf === null
        ? input
        : { ...input, copyOf: copyOf.applicationId, withAddressList: copyOf.withAddressList },
      {
        onSuccess: clear,
        onError: (error) => {
          const refused = serverProblems(error).step;
          if (refused) go(refused);
        },
      },
    );
  }

  function stored(application: ApplicationView) {
    setApiKey(null);
    setLeavingTo(application.id);
    mutation.reset();
    router.replace(routes.application(application.id));
  }

  const created: Created | null =
    apiKey !== null && mutation.data ? { application: mutation.data, apiKey } : null;
  if (created || leavingTo) {
    return (
      <div role="status" className="text-muted-foreground">
        The API application was created.
        {created ? (
          <OneTimeKeyDialog
            application={created.application}
            apiKey={created.apiKey}
            onStored={() => stored(created.application)}
          />
        ) : null}
      </div>
    );
  }
  if (!loaded && wanted !== null && wanted !== "name") return <Skeleton className="h-64 w-full max-w-xl" />;

  const neighbours = {
    onNext: () => go(STEPS[stepIndex(step) + 1]?.id ?? "review"),
    onBack: () => go(STEPS[stepIndex(step) - 1]?.id ?? "name"),
  };
  const shared = { draft, update, takeFocus: moved, ...neighbours };
  return (
    <div className="grid gap-5 md:grid-cols-[11rem_minmax(0,36rem)] md:gap-12">
      {draft.copyOf === null ? null : (
        <div className="md:col-span-2 md:max-w-[50rem]">
          <CopyNotice copyOf={draft.copyOf} onForget={forgetCopy} />
        </div>
      )}
      <StepList current={step} furthest={furthestStep(draft)} onGo={go} />
      {step === "name" ? <NameStep {...shared} serverProblem={problems.name} /> : null}
      {step === "key" ? (
        <KeyStep {...shared} generation={generation} serverProblem={problems.publicKeyPem} />
      ) : null}
      {step === "permissions" ? <PermissionsStep {...shared} serverProblem={problems.permissions} /> : null}
      {step === "review" ? (
        <ReviewStep
          {...shared}
          onNext={create}
          onEdit={go}
          creating={mutation.isPending || mutation.isSuccess}
          error={problems.step ? null : mutation.error}
        />
      ) : null}
    </div>
  );
}
