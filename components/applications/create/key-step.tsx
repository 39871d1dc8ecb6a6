"use client";

import { useState } from "react";
import { GENERATE_FIELD_ID, PASTE_FIELD_ID } from "@/components/applications/create/field-ids";
import { GenerateKeyPanel } from "@/components/applications/create/generate-key-panel";
import { PasteKeyPanel } from "@/components/applications/create/paste-key-panel";
import { StepFrame } from "@/components/applications/create/step-frame";
import type { StepProps } from "@/components/applications/create/step-props";
import type { KeyGeneration } from "@/components/applications/create/use-key-generation";
import { FormErrorSummary } from "@/components/form-error-summary";
import { RadioCard, RadioCards } from "@/components/ui/radio-cards";
import { chosenKey } from "@/lib/client/application-draft";
import { inspectPublicKey } from "@/lib/client/inspect-public-key";

type KeyStepProps = StepProps & { generation: KeyGeneration };

/** Where the public key comes from: a pair made in this browser, or one made elsewhere. */
export function KeyStep(props: KeyStepProps) {
  const { draft, update, takeFocus, onNext, onBack, serverProblem, generation } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [checking, setChecking] = useState(false);
  const shown = problem ?? serverProblem;

  async function checkPasted(): Promise<string | null> {
    if (draft.pastedPem.trim() === "") return "Paste the public key.";
    setChecking(true);
    const inspected = await inspectPublicKey(draft.pastedPem);
    setChecking(false);
    if (inspected.ok) {
      update({ pastedKey: inspected.key });
      return null;
    }
    return inspected.hint ? `${inspected.message} ${inspected.hint}` : inspected.message;
  }

  async function submit() {
    const found = draft.keySource === "generate" ? whatIsMissing(props) : await checkPasted();
    setProblem(found);
    if (found === null) onNext();
    else setAttempt(attempt + 1);
  }

  const fieldId = draft.keySource === "generate" ? GENERATE_FIELD_ID : PASTE_FIELD_ID;
  return (
    <StepFrame
      title="Signing key"
      description="Every request is signed with an RSA private key that stays with you. Nuvera keeps the public key, to check the signatures."
      takeFocus={takeFocus}
      onSubmit={submit}
      onBack={onBack}
      submitting={checking}
    >
      <FormErrorSummary problems={shown ? [{ fieldId, message: shown }] : []} attempt={attempt} />
      <RadioCards
        aria-label="Where the key pair comes from"
        className="sm:grid-cols-2"
        value={draft.keySource}
        onValueChange={(value) => {
          setProblem(null);
          setAttempt(0);
          update({ keySource: value === "paste" ? "paste" : "generate" });
        }}
      >
        <RadioCard
          value="generate"
          title="Generate in browser"
          help="The private key is made on this device and saved as a file. It is never sent."
        />
        <RadioCard
          value="paste"
          title="Paste public key"
          help="The key pair was made elsewhere, for example with openssl or in a KMS."
        />
      </RadioCards>
      {draft.keySource === "generate" ? (
        <GenerateKeyPanel
          draft={draft}
          update={update}
          generation={generation}
          problem={shown}
          onChange={() => setProblem(null)}
        />
      ) : (
        <PasteKeyPanel
          draft={draft}
          update={update}
          problem={shown}
          onChange={() => setProblem(null)}
          onCheck={async () => setProblem(draft.pastedPem.trim() === "" ? null : await checkPasted())}
        />
      )}
    </StepFrame>
  );
}

function whatIsMissing({ draft, generation: { state } }: KeyStepProps): string | null {
  if (chosenKey(draft) !== null) return null;
  if (state.phase === "running") return "Wait until the key pair is generated.";
  if (state.phase !== "ready") return "Generate a key pair.";
  return state.downloaded
    ? "Confirm that you have saved the private key file."
    : "Download the private key file, then confirm that you have saved it.";
}
