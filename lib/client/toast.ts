/** Short confirmations at the edge of the screen. What shows them is heavy and comes with the first of them. */
import type { ExternalToast } from "sonner";

export type Toast = {
  kind: "message" | "success" | "error";
  words: string;
  options: ExternalToast | undefined;
};

let show: ((toast: Toast) => void) | undefined;

/** Who shows them: one at a time. Gives back how to end it. */
export function onToast(listener: (toast: Toast) => void): () => void {
  show = listener;
  return () => {
    if (show === listener) show = undefined;
  };
}

const say = (kind: Toast["kind"]) => (words: string, options?: ExternalToast) =>
  show?.({ kind, words, options });

/** Says it for a few seconds; nothing that must be read is said only here. */
export const toast = Object.assign(say("message"), { success: say("success"), error: say("error") });
