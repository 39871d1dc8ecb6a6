"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { z } from "zod";
import { useSessionDraft } from "@/components/hub/reviews/use-session-draft";
import { correctionSchema } from "@/lib/schemas/correction";

/** A correction that is about to be asked for; its message may still be empty. `label` is what staff see of `field`. */
export type DraftCorrection = { field: string; label: string; message: string };

type Corrections = {
  /** Whether corrections can be asked for now, by who looks. */
  isOffered: boolean;
  drafts: readonly DraftCorrection[];
  /** What was asked for and not yet corrected, as the partner sees it. */
  asked: readonly { field: string; message: string }[];
  /** The field whose message is to be written right now. */
  justAsked: string | null;
  ask: (field: string, label: string) => void;
  word: (field: string, message: string) => void;
  drop: (field: string) => void;
  clear: () => void;
};

const Context = createContext<Corrections | null>(null);

const draftsSchema = z.array(
  z.object({ field: correctionSchema.shape.field, label: z.string(), message: z.string() }),
);
const NONE: DraftCorrection[] = [];

type CorrectionsProviderProps = {
  /** Whose corrections: the id of the thing under review. */
  scope: string;
  isOffered: boolean;
  asked: Corrections["asked"];
  children: ReactNode;
};

/** Holds the corrections that are being written for one thing under review. */
export function CorrectionsProvider({ scope, isOffered, asked, children }: CorrectionsProviderProps) {
  const [drafts, write] = useSessionDraft(`corrections.${scope}`, draftsSchema, NONE);
  const [justAsked, setJustAsked] = useState<string | null>(null);
  const value = useMemo<Corrections>(
    () => ({
      isOffered,
      drafts,
      asked,
      justAsked,
      ask: (field, label) => {
        setJustAsked(field);
        if (!drafts.some((draft) => draft.field === field)) write([...drafts, { field, label, message: "" }]);
      },
      word: (field, message) =>
        write(drafts.map((draft) => (draft.field === field ? { ...draft, message } : draft))),
      drop: (field) => {
        const rest = drafts.filter((draft) => draft.field !== field);
        write(rest.length === 0 ? null : rest);
      },
      clear: () => write(null),
    }),
    [isOffered, drafts, asked, justAsked, write],
  );
  return <Context value={value}>{children}</Context>;
}

/** The corrections of the thing under review; throws outside of a review that has some. */
export function useCorrections(): Corrections {
  const corrections = useContext(Context);
  if (corrections === null) throw new Error("useCorrections is used outside of a review.");
  return corrections;
}
