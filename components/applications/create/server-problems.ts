import type { StepId } from "@/components/applications/create/steps";
import { UiError } from "@/lib/client/ui-error";

type Problems = {
  name?: string;
  publicKeyPem?: string;
  permissions?: string;
  /** The first step that has something to mend. */
  step: StepId | null;
};

const STEP_OF_FIELD = { name: "name", publicKeyPem: "key", permissions: "permissions" } as const;

/** The field list of a 422, sorted to the steps it belongs to. */
export function serverProblems(error: unknown): Problems {
  const problems: Problems = { step: null };
  if (!(error instanceof UiError)) return problems;
  for (const { path, message } of error.fields) {
    const field = path.split(/[.[]/)[0];
    if (field !== "name" && field !== "publicKeyPem" && field !== "permissions") continue;
    problems[field] ??= message;
    problems.step ??= STEP_OF_FIELD[field];
  }
  return problems;
}
