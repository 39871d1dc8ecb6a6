/** The audit history as the browser asks for it, wherever it is looked at from. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import { type AuditUrlFilter, toServerFilter } from "@/lib/client/audit-filter";
import type { AuditChoice } from "@/lib/client/audit-names";
import { fetchUi } from "@/lib/client/fetch-ui";
import { type OrganizationPlace, type Place, uiApi } from "@/lib/routes";
import type { AuditExportFormat, AuditFilter, AuditPage } from "@/lib/schemas/audit";
import { ENVIRONMENTS, type Environment } from "@/lib/schemas/environment";

/** Of a whole organization, of one application, or of the operator's own staff. */
export type AuditSource =
  | { kind: "organization"; place: Place }
  | { kind: "application"; place: Place; applicationId: string }
  | { kind: "operator" };

export const AUDIT_PAGE_SIZE = 50;
/** At most this many applications of an environment are offered by name. */
const CHOICES_LIMIT = 100;

const auditPageSchema = async () => (await import("@/lib/schemas/audit")).auditPageSchema;
const applicationNamesSchema = async () => (await import("@/lib/schemas/audit")).applicationNamesSchema;
const memberNamesSchema = async () => (await import("@/lib/schemas/audit")).memberNamesSchema;

/** Everything asked about one organization's history. */
export const auditKey = ({ area, organizationId }: OrganizationPlace) =>
  [area, "organizations", organizationId, "audit"] as const;

const firstPage: string | null = null;

/** Newest first, page by page. */
export function auditQuery(source: AuditSource, filter: AuditUrlFilter) {
  return infiniteQueryOptions({
    queryKey: [...sourceKey(source), "events", filter],
    queryFn: ({ pageParam, signal }): Promise<AuditPage> => {
      const query = toQuery(toServerFilter(filter));
      query.set("limit", String(AUDIT_PAGE_SIZE));
      if (pageParam !== null) query.set("cursor", pageParam);
      return fetchUi(`${sourcePath(source)}?${query}`, { schema: auditPageSchema, signal });
    },
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // What somebody did on another page a moment ago stands here when they come back to look.
    staleTime: 3_000,
  });
}

/** Where the file with these entries is downloaded, or `null` where there is none to have. */
export function auditExportHref(
  source: AuditSource,
  filter: AuditUrlFilter,
  format: AuditExportFormat,
): string | null {
  if (source.kind === "operator") return null;
  const query = toQuery(toServerFilter(filter));
  if (source.kind === "application") query.set("applicationId", source.applicationId);
  query.set("format", format);
  return `${uiApi.auditExport(source.place)}?${query}`;
}

function sourceKey(source: AuditSource) {
  if (source.kind === "operator") return ["hub", "audit"] as const;
  return source.kind === "application"
    ? ([...auditKey(source.place), source.place.environment, source.applicationId] as const)
    : auditKey(source.place);
}

function sourcePath(source: AuditSource): string {
  if (source.kind === "operator") return uiApi.hubAudit;
  return source.kind === "application"
    ? uiApi.applicationAudit(source.place, source.applicationId)
    : uiApi.audit(source.place);
}

function toQuery(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  return query;
}

/** Applications of one environment that a history can be narrowed to, by name. */
export function applicationChoicesQuery(place: Place, environment: Environment) {
  return queryOptions({
    queryKey: [...auditKey(place), "applications", environment],
    queryFn: async ({ signal }): Promise<AuditChoice[]> => {
      const path = `${uiApi.applications({ ...place, environment })}?limit=${CHOICES_LIMIT}`;
      return (await fetchUi(path, { schema: applicationNamesSchema, signal })).items;
    },
    retry: false,
  });
}

/** People of the organization that a history can be narrowed to. */
export function personChoicesQuery(place: OrganizationPlace) {
  return queryOptions({
    queryKey: [...auditKey(place), "people"],
    queryFn: async ({ signal }): Promise<AuditChoice[]> =>
      peopleOf(await fetchUi(uiApi.team(place), { schema: memberNamesSchema, signal })),
    retry: false,
  });
}

type Members = { members: readonly { userId: string; displayName: string }[] };

const peopleOf = ({ members }: Members): AuditChoice[] =>
  members.map(({ userId, displayName }) => ({ id: userId, name: displayName }));

type ChoicesOnServer = {
  /** Undefined where the person may not see them. */
  applications?: (environment: Environment, limit: number) => Promise<{ items: readonly AuditChoice[] }>;
  people?: () => Promise<Members>;
};

/** Has what a history can be narrowed to ready before the page is sent; asked for on the server. */
export async function prefetchChoices(
  client: QueryClient,
  place: Place,
  ask: ChoicesOnServer,
): Promise<void> {
  const { applications, people } = ask;
  await Promise.all([
    ...(applications === undefined
      ? []
      : ENVIRONMENTS.map((environment) =>
          client.prefetchQuery({
            ...applicationChoicesQuery(place, environment),
            queryFn: async () => {
              const { items } = await applications(environment, CHOICES_LIMIT);
              return items.map(({ id, name }) => ({ id, name }));
            },
          }),
        )),
    people === undefined
      ? undefined
      : client.prefetchQuery({ ...personChoicesQuery(place), queryFn: async () => peopleOf(await people()) }),
  ]);
}
