/**
 * What a signed-in partner page knows before it renders: who looks, at which organization, in which environment.
 * Plain data, safe to hand to client components.
 */
import type { PartnerRole, Permission } from "@/lib/permissions";
import type { Environment } from "@/lib/schemas/common";

export type ShellContext = {
  user: { id: string; displayName: string; email: string };
  organization: { id: string; name: string; slug: string };
  role: PartnerRole;
  permissions: Permission[];
  environment: Environment;
  /** Where services reach this environment's API, where that is not where the pages are. */
  apiBaseUrl?: string | undefined;
  organizations: { id: string; name: string; slug: string; role: PartnerRole }[];
};
