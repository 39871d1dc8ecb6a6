/** API applications as the browser asks for them; caches are keyed by where they are asked about. */
import { infiniteQueryOptions, mutationOptions, queryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { type Place, uiApi } from "@/lib/routes";
import type {
  ApplicationPage,
  ApplicationUsage,
  ApplicationView,
  CopyApplicationInput,
  CreateApplicationInput,
} from "@/lib/schemas/application";

const applicationPageSchema = async () => (await import("@/lib/schemas/application")).applicationPageSchema;
export const applicationSchema = async () => (await import("@/lib/schemas/application")).applicationSchema;
const applicationUsageSchema = async () => (await import("@/lib/schemas/application")).applicationUsageSchema;
const createdApplicationSchema = async () =>
  (await import("@/lib/schemas/application")).createdApplicationSchema;

export const APPLICATIONS_PAGE_SIZE = 20;

/** Everything asked about applications of one place; caches of partner and hub never meet. */
export const applicationsKey = ({ area, organizationId, environment }: Place) =>
  [area, "organizations", organizationId, environment, "applications"] as const;

/** The list, newest first, page by page. */
export function applicationsQuery(place: Place) {
  return infiniteQueryOptions({
    queryKey: [...applicationsKey(place), "list"],
    queryFn: ({ pageParam, signal }): Promise<ApplicationPage> => {
      const query = new URLSearchParams({ limit: String(APPLICATIONS_PAGE_SIZE) });
      if (pageParam !== null) query.set("cursor", pageParam);
      return fetchUi(`${uiApi.applications(place)}?${query}`, {
        schema: applicationPageSchema,
        signal,
      });
    },
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
  });
}

const firstPage: string | null = null;

/** One application with its keys. */
export function applicationQuery(place: Place, applicationId: string) {
  return queryOptions({
    queryKey: [...applicationsKey(place), "one", applicationId],
    queryFn: ({ signal }): Promise<ApplicationView> =>
      fetchUi(uiApi.application(place, applicationId), {
        schema: applicationSchema,
        signal,
      }),
  });
}

/** Which key carries which share of the traffic; figures of the last seconds, so every look asks again. */
export function applicationUsageQuery(place: Place, applicationId: string) {
  return queryOptions({
    queryKey: [...applicationsKey(place), "usage", applicationId],
    queryFn: ({ signal }): Promise<ApplicationUsage> =>
      fetchUi(uiApi.applicationPart(place, applicationId, "usage"), {
        schema: applicationUsageSchema,
        signal,
      }),
    staleTime: 2_000,
  });
}

/** A new application, or one with the set-up of a sandbox application. */
export type NewApplicationInput = CreateApplicationInput | CopyApplicationInput;

/**
 * Creates an application. The raw API key goes to `receiveKey` alone: it is not part of the mutation's result,
 * so no cache of the query client ever holds it.
 */
export function createApplicationMutation(place: Place, receiveKey: (apiKey: string) => void) {
  return mutationOptions({
    mutationFn: async (input: NewApplicationInput, { client }): Promise<ApplicationView> => {
      const url = "copyOf" in input ? uiApi.productionCopies(place) : uiApi.applications(place);
      const { application, apiKey } = await fetchUi(url, {
        method: "POST",
        body: input,
        schema: createdApplicationSchema,
      });
      receiveKey(apiKey);
      const { queryKey } = applicationQuery(place, application.id);
      client.setQueryData(queryKey, application);
      void client.invalidateQueries({ queryKey: applicationsQuery(place).queryKey });
      return application;
    },
    gcTime: 0,
    retry: false,
  });
}
