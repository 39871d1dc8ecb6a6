/** The operator's hub as the browser asks for it. */
import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { type Place, uiApi } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";
import { ENVIRONMENTS } from "@/lib/schemas/environment";
import type { DisabledApplications, OrganizationPage, OrganizationSummary } from "@/lib/schemas/hub";
import type { TeamView } from "@/lib/schemas/team";

const applicationPageSchema = async () => (await import("@/lib/schemas/application")).applicationPageSchema;
const organizationPageSchema = async () => (await import("@/lib/schemas/hub")).organizationPageSchema;
const organizationSummarySchema = async () => (await import("@/lib/schemas/hub")).organizationSummarySchema;
const disabledApplicationsSchema = async () => (await import("@/lib/schemas/hub")).disabledApplicationsSchema;
const teamSchema = async () => (await import("@/lib/schemas/team")).teamSchema;

export const ORGANIZATIONS_PAGE_SIZE = 50;

const firstPage: string | null = null;

/** Organizations that `search` finds, by name; the last answer stays until the next one is there. */
export function organizationsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ["hub", "organizations", "search", search],
    queryFn: ({ pageParam, signal }): Promise<OrganizationPage> => {
      const query = new URLSearchParams({ limit: String(ORGANIZATIONS_PAGE_SIZE) });
      if (search !== "") query.set("search", search);
      if (pageParam !== null) query.set("cursor", pageParam);
      return fetchUi(`${uiApi.hubOrganizations}?${query}`, { schema: organizationPageSchema, signal });
    },
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** One organization with its counts over both environments. */
export function organizationQuery(organizationId: string) {
  return queryOptions({
    queryKey: ["hub", "organizations", organizationId, "summary"],
    queryFn: ({ signal }): Promise<OrganizationSummary> =>
      fetchUi(uiApi.hubOrganization(organizationId), { schema: organizationSummarySchema, signal }),
  });
}

/** The organization's people, to look at. */
export function hubTeamQuery(organizationId: string) {
  return queryOptions({
    queryKey: ["hub", "organizations", organizationId, "team"],
    queryFn: ({ signal }): Promise<TeamView> =>
      fetchUi(uiApi.team({ area: "hub", organizationId }), { schema: teamSchema, signal }),
  });
}

/** What the emergency switch would stop: every enabled application of both environments, most recently used first. */
export function enabledApplicationsQuery(organizationId: string) {
  return queryOptions({
    queryKey: ["hub", "organizations", organizationId, "enabled-applications"],
    queryFn: async ({ signal }): Promise<ApplicationView[]> => {
      const all = await Promise.all(
        ENVIRONMENTS.map((environment) =>
          fetchAllApplications({ area: "hub", organizationId, environment }, signal),
        ),
      );
      return all
        .flat()
        .filter(({ status }) => status === "enabled")
        .sort((a, b) => (b.lastUsedAt ?? "").localeCompare(a.lastUsedAt ?? ""));
    },
    staleTime: 0,
    gcTime: 0,
  });
}

async function fetchAllApplications(place: Place, signal: AbortSignal): Promise<ApplicationView[]> {
  const found: ApplicationView[] = [];
  let cursor: string | null = null;
  do {
    const query: URLSearchParams = new URLSearchParams({ limit: "100" });
    if (cursor !== null) query.set("cursor", cursor);
    const page: { items: ApplicationView[]; nextCursor: string | null } = await fetchUi(
      `${uiApi.applications(place)}?${query}`,
      { schema: applicationPageSchema, signal },
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** The emergency switch; everything that is known of the organization is asked for again afterwards. */
export function disableAllApplicationsMutation(organizationId: string) {
  return mutationOptions({
    mutationFn: async (reason: string, { client }): Promise<DisabledApplications> => {
      const answer = await fetchUi(uiApi.hubDisableApplications(organizationId), {
        method: "POST",
        body: { reason },
        schema: disabledApplicationsSchema,
      });
      // What the answer already says stands on the page at once; the rest follows.
      client.setQueryData(organizationQuery(organizationId).queryKey, (known) =>
        known === undefined ? known : { ...known, disabledApplicationCount: known.applicationCount },
      );
      void client.invalidateQueries({ queryKey: ["hub", "organizations"] });
      return answer;
    },
  });
}
