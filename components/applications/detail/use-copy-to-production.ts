"use client";

import { useShell } from "@/components/shell/shell-provider";
import { useGoInEnvironment } from "@/components/shell/use-go-in-environment";
import { createDraftStore, draftOfCopy, draftScope } from "@/lib/client/application-draft";
import { routes } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";

/** Opens the create flow of production with this sandbox application's set-up filled in; only in the partner's pages. */
export function useCopyToProduction(application: ApplicationView) {
  const { user, organization, permissions } = useShell();
  const { go, going } = useGoInEnvironment("production");

  function copy() {
    createDraftStore(draftScope(user.id, organization.id, "production")).update(
      draftOfCopy(application, permissions),
    );
    void go(routes.newApplication);
  }

  return { copy, going };
}
