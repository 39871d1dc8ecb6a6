"use client";

import { useQuery } from "@tanstack/react-query";
import { useMay, useWorkplace } from "@/components/workplace";
import { applicationChoicesQuery, personChoicesQuery } from "@/lib/client/audit";
import type { AuditNames } from "@/lib/client/audit-names";

/** The organization's applications of both environments and its people, as far as the person may see them. */
export function useKnownNames(): AuditNames {
  const { place } = useWorkplace();
  const mayReadApplications = useMay("APPLICATIONS_READ");
  const mayReadTeam = useMay("TEAM_READ");
  const sandbox = useQuery({
    ...applicationChoicesQuery(place, "sandbox"),
    enabled: mayReadApplications,
  });
  const production = useQuery({
    ...applicationChoicesQuery(place, "production"),
    enabled: mayReadApplications,
  });
  const people = useQuery({ ...personChoicesQuery(place), enabled: mayReadTeam });
  return {
    applications: [...(sandbox.data ?? []), ...(production.data ?? [])],
    actors: people.data ?? [],
  };
}
