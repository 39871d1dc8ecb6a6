"use client";

import { Download, KeyRound } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { GENERATE_FIELD_ID } from "@/components/applications/create/field-ids";
import { KeySizeChoice } from "@/components/applications/create/key-size-choice";
import { SavedConfirmation } from "@/components/applications/create/saved-confirmation";
import type { KeyGeneration } from "@/components/applications/create/use-key-generation";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { IndeterminateProgress } from "@/components/ui/progress";
import { useWorkplace } from "@/components/workplace";
import type { ApplicationDraft } from "@/lib/client/application-draft";
import { canGenerateKeys, type KeySize, type PublicHalf, privateKeyFileName } from "@/lib/client/key-pair";

type GenerateKeyPanelProps = {
  draft: ApplicationDraft;
  update: (change: Partial<ApplicationDraft>) => void;
  generation: KeyGeneration;
  problem: string | undefined;
  onChange: () => void;
};

const neverChanges = () => () => undefined;

/** Size, generation, download, and the confirmation that the file is safe, in this order. */
export function GenerateKeyPanel({ draft, update, generation, problem, onChange }: GenerateKeyPanelProps) {
  const [size, setSize] = useState<KeySize>(2048);
  const able = useSyncExternalStore(neverChanges, canGenerateKeys, () => true);
  const { state } = generation;
  const key = state.phase === "ready" ? state.key : draft.generatedKey;

  if (!able) {
    return (
      <Notice tone="warning" title="This browser cannot generate keys on this address">
        <p>
          Browsers make keys only on pages loaded over HTTPS. Make the key pair elsewhere and paste its public
          key.
        </p>
      </Notice>
    );
  }
  if (state.phase === "running") {
    return (
      <div role="status" className="flex flex-col gap-3 rounded-lg border border-border p-4">
        <p className="font-medium">Generating a {state.size}-bit key pair</p>
        <IndeterminateProgress label={`Generating a ${state.size}-bit key pair`} />
        <p className="text-muted-foreground text-[0.8125rem]">
          This happens on your device{state.size > 2048 ? " and can take several seconds" : ""}.
        </p>
      </div>
    );
  }
  if (key !== null) {
    return <KeyInHand {...{ draft, update, generation, problem, onChange }} publicHalf={key} />;
  }
  return (
    <div className="flex flex-col gap-4">
      <KeySizeChoice size={size} onChange={setSize} />
      {state.phase === "failed" ? (
        <FieldError message="The browser could not generate the key pair. Try again, or paste a public key." />
      ) : null}
      <div className="flex flex-col gap-2">
        <Button
          id={GENERATE_FIELD_ID}
          variant="outline"
          className="self-start"
          onClick={() => {
            onChange();
            void generation.generate(size);
          }}
        >
          <KeyRound aria-hidden="true" />
          Generate key pair
        </Button>
        <FieldError message={problem} />
      </div>
    </div>
  );
}

function KeyInHand({
  draft,
  update,
  generation,
  problem,
  onChange,
  publicHalf,
}: GenerateKeyPanelProps & { publicHalf: PublicHalf }) {
  const { environment } = useWorkplace().place;
  const { state } = generation;
  const fileName = privateKeyFileName(draft.name, environment);
  const waiting = state.phase === "ready";
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-border p-4">
      <div>
        <p className="font-medium">RSA key pair, {publicHalf.modulusBits} bits</p>
        <p className="mt-1 text-muted-foreground text-[0.8125rem]">Fingerprint (SHA-256 of the public key)</p>
        <Mono value={publicHalf.fingerprint} label="fingerprint" />
      </div>
      {waiting ? (
        <div className="flex flex-col items-start gap-2">
          <Button
            id={GENERATE_FIELD_ID}
            variant={state.downloaded ? "outline" : "primary"}
            onClick={() => {
              onChange();
              generation.download(fileName);
            }}
          >
            <Download aria-hidden="true" />
            {state.downloaded ? "Download again" : "Download private key"}
          </Button>
          <p className="text-muted-foreground text-[0.8125rem]">
            Saved as <code className="font-mono text-xs break-all">{fileName}</code>. Move it to where your
            service keeps its secrets.
          </p>
        </div>
      ) : null}
      <div className="flex flex-col gap-1.5">
        <SavedConfirmation
          confirmed={!waiting}
          enabled={waiting && state.downloaded}
          onConfirm={() => {
            onChange();
            const key = generation.confirmSaved();
            if (key) update({ generatedKey: key });
          }}
        />
        <FieldError message={problem} />
      </div>
      <Button
        variant="link"
        size="inline"
        className="self-start"
        onClick={() => {
          onChange();
          generation.discard();
          update({ generatedKey: null });
        }}
      >
        Discard and generate another
      </Button>
    </div>
  );
}
