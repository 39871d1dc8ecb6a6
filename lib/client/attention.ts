import { queryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { type OrganizationPlace, uiApi } from "@/lib/routes";
import type { AttentionItem } from "@/lib/schemas/attention";

const attentionSchema = async () => (await import("@/lib/schemas/attention")).attentionSchema;

/** What to act on soon, in both environments. */
export function attentionQuery({ area, organizationId }: OrganizationPlace) {
  return queryOptions({
    queryKey: [area, "organizations", organizationId, "attention"],
    queryFn: ({ signal }): Promise<{ items: AttentionItem[] }> =>
      fetchUi(uiApi.attention({ area, organizationId }), { schema: attentionSchema, signal }),
  });
}
