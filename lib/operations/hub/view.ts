import type { OrganizationWithCounts } from "@/db/queries/hub";
import { toPublicId } from "@/lib/ids";
import type { OrganizationSummary } from "@/lib/schemas/hub";

/** An organization as staff see it in lists and at the head of its page. */
export function toOrganizationSummary(row: OrganizationWithCounts): OrganizationSummary {
  return {
    id: toPublicId("organization", row.id),
    name: row.name,
    slug: row.slug,
    createdAt: row.createdAt.toISOString(),
    suspendedAt: row.suspendedAt?.toISOString() ?? null,
    memberCount: row.memberCount,
    applicationCount: row.applicationCount,
    disabledApplicationCount: row.disabledApplicationCount,
  };
}
