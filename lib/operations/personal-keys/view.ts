import type { ListedPersonalKey } from "@/db/queries/personal-keys";
import { toPublicId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import type { PersonalKeyView } from "@/lib/schemas/personal-key";

/** A key as people see it, with what they need to recognise it. */
export function toPersonalKeyView(row: ListedPersonalKey, principal: Principal, now: Date): PersonalKeyView {
  return {
    id: toPublicId("personalKey", row.id),
    name: row.name,
    environment: row.environment,
    prefix: row.prefix,
    lastFour: row.lastFour,
    status: row.expiresAt === null || row.expiresAt > now ? "active" : "expired",
    createdAt: row.createdAt.toISOString(),
    createdBy: { id: toPublicId("user", row.userId), displayName: row.displayName, role: row.role },
    isOwn: principal.kind === "user" && principal.userId === row.userId,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedAddress: row.address,
    lastUsedUserAgent: row.userAgent,
  };
}
