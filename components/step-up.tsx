"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { ProofQuestion } from "@/components/proof-dialog";
import { registerProver } from "@/lib/client/step-up";

const loadDialog = () =>
  import("@/components/proof-dialog").then(({ ProofDialog }) => ({ default: ProofDialog }));
const ProofDialog = lazy(loadDialog);

/** Asks for password (and code) when a dangerous action needs a fresh proof; once per shell. */
export function StepUp() {
  const [question, setQuestion] = useState<ProofQuestion | null>(null);
  useEffect(
    () =>
      registerProver(async (kinds) => {
        // Where it does not arrive, nobody can ask: then the refusal itself is shown.
        const isThere = await loadDialog().then(
          () => true,
          () => false,
        );
        if (!isThere) return false;
        return new Promise((resolve) =>
          setQuestion({
            kinds,
            answer: (proven) => {
              setQuestion(null);
              resolve(proven);
              focusWhatAsked();
            },
          }),
        );
      }),
    [],
  );
  if (question === null) return null;
  return (
    <Suspense fallback={null}>
      <ProofDialog {...question} />
    </Suspense>
  );
}

/**
 * The button that started the call was disabled meanwhile and has lost the focus: the dialog it stands in takes it,
 * so that the keyboard stays where the person was.
 */
function focusWhatAsked(): void {
  setTimeout(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"][data-state="open"]');
    const target = [...dialogs].at(-1) ?? document.getElementById("main");
    target?.focus({ preventScroll: true });
  }, 150);
}
