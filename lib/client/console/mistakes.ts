/** Mistakes to make on purpose, to see how the API refuses them: what is signed differs from what is sent. Pure. */

export const MISTAKES = [
  {
    id: "other_target",
    label: "Sign another target",
    explanation: "The token covers the target with ?signed=differently behind it; what is sent stays.",
    needsBody: false,
  },
  {
    id: "changed_body",
    label: "Change the body after signing",
    explanation: "What you typed is signed; one space more is sent.",
    needsBody: true,
  },
  {
    id: "expired",
    label: "Use an expired token",
    explanation: "The token was made two minutes ago.",
    needsBody: false,
  },
  {
    id: "replayed",
    label: "Send one token twice",
    explanation: "The request is carried out; then the same is sent again with the same token.",
    needsBody: false,
  },
] as const satisfies readonly { id: string; label: string; explanation: string; needsBody: boolean }[];

export type MistakeId = (typeof MISTAKES)[number]["id"];

/** What is signed, where it is not what is sent. */
export type Signed = { target: string; nowSeconds: number };

/** How the token differs from that of a right request. */
export function signedWithMistake(right: Signed, mistake: MistakeId | null): Signed {
  switch (mistake) {
    case "other_target":
      return {
        ...right,
        target: `${right.target}${right.target.includes("?") ? "&" : "?"}signed=differently`,
      };
    case "expired":
      return { ...right, nowSeconds: right.nowSeconds - 120 };
    default:
      return right;
  }
}

export function mistakeLabel(id: MistakeId): string {
  return MISTAKES.find((mistake) => mistake.id === id)?.label ?? id;
}
