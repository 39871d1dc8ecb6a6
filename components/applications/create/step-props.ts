import type { ApplicationDraft } from "@/lib/client/application-draft";

/** What every step of the create flow is given. */
export type StepProps = {
  draft: ApplicationDraft;
  update: (change: Partial<ApplicationDraft>) => void;
  takeFocus: boolean;
  onNext: () => void;
  onBack?: () => void;
  /** What the server refused about this step's part, if it did. */
  serverProblem: string | undefined;
};
