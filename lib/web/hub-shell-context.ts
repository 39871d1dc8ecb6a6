/** What a hub page knows before it renders: who of the staff looks. Plain data, safe to hand to client components. */
import type { OperatorRole, Permission } from "@/lib/permissions";

export type HubShellContext = {
  user: { id: string; displayName: string; email: string };
  role: OperatorRole;
  permissions: Permission[];
  hasSecondFactor: boolean;
};
