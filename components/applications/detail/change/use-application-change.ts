"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkplace } from "@/components/workplace";
import type { ChangeContext } from "@/lib/client/application-changes";
import { applicationQuery, applicationSchema } from "@/lib/client/applications";
import { loaded } from "@/lib/client/fetch-ui";
import { UiError } from "@/lib/client/ui-error";
import type { Place } from "@/lib/routes";

export type Change = {
  run: (context: ChangeContext) => Promise<unknown>;
  reason: string | null;
  /** The application is gone afterwards: there is nothing to ask for again. */
  isLast?: boolean;
};

/**
 * Runs one change of an application and shows its new state as soon as it has happened. What a call answers is kept in
 * no cache; after a conflict the fresh state is fetched too.
 */
export function useApplicationChange(applicationId: string) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ run, reason, isLast = false }: Change): Promise<void> => {
      try {
        const schema = await loaded(applicationSchema);
        const answer = schema.safeParse(await run({ place, applicationId, reason }));
        if (answer.success) client.setQueryData(applicationQuery(place, applicationId).queryKey, answer.data);
      } catch (error) {
        if (error instanceof UiError && error.status === 409) await refresh(client, place, applicationId);
        throw error;
      }
      if (!isLast) await refresh(client, place, applicationId);
    },
    gcTime: 0,
    retry: false,
  });
}

/** The application itself before anything else goes on; whatever hangs on it in the background. */
async function refresh(client: QueryClient, place: Place, applicationId: string): Promise<void> {
  const { queryKey } = applicationQuery(place, applicationId);
  await client.invalidateQueries({ queryKey });
  void client.invalidateQueries({
    queryKey: [place.area, "organizations", place.organizationId],
    predicate: (query) => query.queryKey.join() !== queryKey.join(),
  });
}
