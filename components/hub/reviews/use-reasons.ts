"use client";

import { z } from "zod";
import { useSessionDraft } from "@/components/hub/reviews/use-session-draft";

const reasonsSchema = z.record(z.string(), z.string());
const NONE: Record<string, string> = {};

/** The reasons that are being written for decisions about one thing, each for itself; kept until one was made. */
export function useReasons(id: string) {
  const [reasons, write] = useSessionDraft(`reasons.${id}`, reasonsSchema, NONE);
  return {
    reasonFor: (decision: string) => reasons[decision] ?? "",
    word: (decision: string, reason: string) => write({ ...reasons, [decision]: reason }),
    clear: () => write(null),
  };
}
