"use client";

import { useQuickAction } from "@/components/applications/detail/change/use-quick-action";
import { useUndo } from "@/components/applications/detail/change/use-undo";
import { disableApplication, enableApplication } from "@/lib/client/application-changes";
import type { ApplicationView } from "@/lib/schemas/application";

/** Accepts the application's requests again. */
export function useEnable(application: ApplicationView) {
  const undo = useUndo(application.id);
  return useQuickAction({
    applicationId: application.id,
    title: "Enable application",
    description: "Its requests are accepted again, with the keys and permissions it has.",
    errorTitle: "The application was not enabled.",
    run: enableApplication,
    onDone: (reason) =>
      undo({
        message: `${application.name} is enabled`,
        label: "Disable again",
        run: disableApplication,
        undone: `${application.name} is disabled`,
        reason,
      }),
  });
}
