"use client";

import { useWorkplace } from "@/components/workplace";
import { routes } from "@/lib/routes";

/** Where the list and one application are, from the side one works on. */
export function useApplicationLinks() {
  const { area, organizationId, environment } = useWorkplace().place;
  if (area === "hub") {
    return {
      list: routes.hubOrganization(organizationId),
      application: (applicationId: string) =>
        routes.hubApplication(organizationId, environment, applicationId),
    };
  }
  return { list: routes.applications, application: routes.application };
}
