"use client";

import { useShell } from "@/components/shell/shell-provider";
import { useGoInEnvironment } from "@/components/shell/use-go-in-environment";
import { toast } from "@/lib/client/toast";
import { routes } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";

/** Opens the create flow of production with this sandbox application's set-up filled in; only in the partner's pages. */
export function useCopyToProduction(application: ApplicationView) {
  const { user, organization, permissions } = useShell();
  const { go, going } = useGoInEnvironment("production");

  async function copy() {
    // Loaded here: no page of an application needs drafts to be shown.
    const drafts = await import("@/lib/client/application-draft").catch(() => null);
    if (drafts === null) {
      toast.error("The server could not be reached. Check the connection and try again.");
      return;
    }
    const { createDraftStore, draftOfCopy, draftScope } = drafts;
    createDraftStore(draftScope(user.id, organization.id, "production")).update(
      draftOfCopy(application, permissions),
    );
    void go(routes.newApplication);
  }

  return { copy, going };
}
