import { type ApplicationDraft, chosenKey } from "@/lib/client/application-draft";
import { applicationNameSchema } from "@/lib/schemas/application";

export const STEPS = [
  { id: "name", title: "Name" },
  { id: "key", title: "Signing key" },
  { id: "permissions", title: "Permissions" },
  { id: "review", title: "Review" },
] as const;

export type StepId = (typeof STEPS)[number]["id"];

/** The furthest step that what is entered so far allows. */
export function furthestStep(draft: ApplicationDraft): StepId {
  if (!applicationNameSchema.safeParse(draft.name).success) return "name";
  if (chosenKey(draft) === null) return "key";
  return "review";
}

/** The step the address asks for, or the furthest one that is allowed. */
export function allowedStep(wanted: string | null, draft: ApplicationDraft): StepId {
  const furthest = stepIndex(furthestStep(draft));
  const asked = STEPS.findIndex((step) => step.id === wanted);
  return STEPS[Math.min(Math.max(asked, 0), furthest)]?.id ?? "name";
}

export function stepIndex(id: StepId): number {
  return STEPS.findIndex((step) => step.id === id);
}
