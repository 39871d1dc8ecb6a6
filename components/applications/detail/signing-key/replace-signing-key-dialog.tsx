"use client";

import { useState } from "react";
import { GENERATE_FIELD_ID, PASTE_FIELD_ID } from "@/components/applications/create/field-ids";
import { GenerateKeyPanel } from "@/components/applications/create/generate-key-panel";
import { PasteKeyPanel } from "@/components/applications/create/paste-key-panel";
import { useKeyGeneration } from "@/components/applications/create/use-key-generation";
import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import {
  OVERLAPS,
  type Overlap,
  OverlapField,
} from "@/components/applications/detail/signing-key/overlap-field";
import { SigningTraffic } from "@/components/applications/detail/signing-key/signing-traffic";
import { RadioCard, RadioCards } from "@/components/ui/radio-cards";
import { useWorkplace } from "@/components/workplace";
import { replaceSigningKey } from "@/lib/client/application-changes";
import { type ApplicationDraft, chosenKey, EMPTY_DRAFT } from "@/lib/client/application-draft";
import { inspectPublicKey } from "@/lib/client/inspect-public-key";
import { toast } from "@/lib/client/toast";
import { shortFingerprint } from "@/lib/client/words";
import type { ApplicationView } from "@/lib/schemas/application";

type ReplaceSigningKeyDialogProps = { application: ApplicationView; onDone: () => void; onClose: () => void };

/** Another public key; the private one is made here and saved as a file, or stays wherever it is. */
export function ReplaceSigningKeyDialog({ application, onDone, onClose }: ReplaceSigningKeyDialogProps) {
  const inHub = useWorkplace().place.area === "hub";
  const generation = useKeyGeneration();
  const [draft, setDraft] = useState<ApplicationDraft>(() => ({
    ...EMPTY_DRAFT,
    // Names the file, so that it is not taken for the one of the key before.
    name: `${application.name} ${new Date().toISOString().slice(0, 10)}`,
    // A partner's private key is never made in the operator's browser.
    keySource: inHub ? "paste" : "generate",
  }));
  const [problem, setProblem] = useState<string | undefined>();
  const [overlap, setOverlap] = useState<Overlap>(OVERLAPS[2]);
  const current = application.signingKeys.find((key) => key.status === "active");
  const previous = application.signingKeys.find((key) => key.status === "retiring");
  const start = current?.fingerprint.slice(0, 8) ?? "";
  const isGenerated = draft.keySource === "generate";
  const key = chosenKey(draft);
  const isUnsaved = generation.state.phase === "ready";

  const update = (change: Partial<ApplicationDraft>) => setDraft((before) => ({ ...before, ...change }));
  const clearProblem = () => setProblem(undefined);

  async function checkPasted(): Promise<string | undefined> {
    if (draft.pastedPem.trim() === "") return "Paste the public key.";
    const inspected = await inspectPublicKey(draft.pastedPem);
    if (!inspected.ok) return inspected.hint ? `${inspected.message} ${inspected.hint}` : inspected.message;
    update({ pastedKey: inspected.key });
    return inspected.key.fingerprint === current?.fingerprint
      ? "This is the application's current signing key already."
      : undefined;
  }

  async function check(): Promise<boolean> {
    const found = isGenerated ? whatIsMissing(key !== null, generation.state) : await checkPasted();
    setProblem(found);
    if (found) document.getElementById(isGenerated ? GENERATE_FIELD_ID : PASTE_FIELD_ID)?.focus();
    return found === undefined;
  }

  return (
    <ActionDialog
      applicationId={application.id}
      title="Replace signing key"
      description="The API keys stay as they are. Nuvera gets the public key only."
      submitLabel="Replace signing key"
      tone={overlap.seconds === 0 ? "destructive" : "primary"}
      className="sm:max-w-xl"
      errorTitle="The signing key was not replaced."
      conflictTitle="The signing key was not replaced: it is another one by now, or this key cannot be taken."
      confirm={
        overlap.seconds === 0 && current
          ? { expected: start, what: "the start of the current key's fingerprint" }
          : undefined
      }
      check={check}
      run={async (context) => {
        // The fields were read again just before: a pasted key counts as it stands now.
        const publicKeyPem = isGenerated ? key?.publicKeyPem : draft.pastedPem;
        return replaceSigningKey(context, {
          publicKeyPem: publicKeyPem ?? "",
          overlapSeconds: overlap.seconds,
          ...(current ? { expectedFingerprint: current.fingerprint } : {}),
        });
      }}
      onDone={() => {
        toast(
          overlap.seconds === 0 || !current
            ? "Signing key replaced"
            : `Signing key replaced; ${shortFingerprint(current.fingerprint)} verifies beside it`,
        );
        onDone();
      }}
      onClose={() => {
        // The private key would be lost with the dialog: it is kept open until it is saved or discarded.
        if (isGenerated && isUnsaved)
          return setProblem("Save the private key file or discard the key pair first.");
        onClose();
      }}
    >
      {inHub ? null : (
        <RadioCards
          aria-label="Where the key pair comes from"
          className="sm:grid-cols-2"
          value={draft.keySource}
          onValueChange={(value) => {
            clearProblem();
            update({ keySource: value === "paste" ? "paste" : "generate" });
          }}
        >
          <RadioCard
            value="generate"
            title="Generate in browser"
            help="The private key is made on this device and saved as a file. It is never sent."
          />
          <RadioCard value="paste" title="Paste public key" help="The key pair was made elsewhere." />
        </RadioCards>
      )}
      {isGenerated ? (
        <GenerateKeyPanel
          draft={draft}
          update={update}
          generation={generation}
          problem={problem}
          onChange={clearProblem}
        />
      ) : (
        <PasteKeyPanel
          draft={draft}
          update={update}
          problem={problem}
          onChange={clearProblem}
          onCheck={async () => setProblem(draft.pastedPem.trim() === "" ? undefined : await checkPasted())}
        />
      )}
      <OverlapField overlap={overlap} onChange={setOverlap} currentFingerprint={current?.fingerprint ?? ""} />
      {overlap.seconds === 0 && current ? (
        <SigningTraffic applicationId={application.id} signingKey={current} change="replace_signing_key" />
      ) : previous ? (
        // At most two keys verify: an overlap that is open gives way to the new one.
        <SigningTraffic applicationId={application.id} signingKey={previous} change="end_overlap" />
      ) : null}
    </ActionDialog>
  );
}

function whatIsMissing(
  hasKey: boolean,
  state: ReturnType<typeof useKeyGeneration>["state"],
): string | undefined {
  if (state.phase === "running") return "Wait until the key pair is generated.";
  if (state.phase === "ready") {
    return state.downloaded
      ? "Confirm that you have saved the private key file."
      : "Download the private key file, then confirm that you have saved it.";
  }
  return hasKey ? undefined : "Generate a key pair.";
}
