import type { Workplace } from "@/components/workplace";
import type { ShellContext } from "@/lib/web/shell-context";

/** The partner's own side: the organization and environment chosen in the shell, by the person's role. */
export function partnerWorkplace(shell: ShellContext): Workplace {
  const { organization, environment, permissions, apiBaseUrl } = shell;
  return {
    place: { area: "partner", organizationId: organization.id, environment },
    organizationName: organization.name,
    permissions,
    apiBaseUrl,
  };
}
