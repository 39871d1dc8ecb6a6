"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkplace } from "@/components/workplace";
import { loaded } from "@/lib/client/fetch-ui";
import { UiError } from "@/lib/client/ui-error";
import { type WebhookContext, webhookQuery, webhookSchema } from "@/lib/client/webhooks";

type Change = {
  run: (context: WebhookContext) => Promise<unknown>;
  reason: string | null;
  /** The endpoint is gone afterwards: there is nothing to ask for again. */
  isLast?: boolean;
};

/**
 * Runs one change of a webhook endpoint and shows its new state as soon as it has happened. What a call answers is kept in no
 * cache; after a conflict the fresh state is fetched too.
 */
export function useWebhookChange(webhookId: string) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const refresh = () =>
    client.invalidateQueries({ queryKey: [place.area, "organizations", place.organizationId] });
  return useMutation({
    mutationFn: async ({ run, reason, isLast = false }: Change): Promise<void> => {
      try {
        const schema = await loaded(webhookSchema);
        const answer = schema.safeParse(await run({ place, webhookId, reason }));
        if (answer.success) client.setQueryData(webhookQuery(place, webhookId).queryKey, answer.data);
      } catch (error) {
        if (error instanceof UiError && error.status === 409) await refresh();
        throw error;
      }
      if (!isLast) void refresh();
    },
    gcTime: 0,
    retry: false,
  });
}
