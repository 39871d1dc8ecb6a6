/** API applications as the browser asks for them; caches are keyed by organization and environment. */
import { infiniteQueryOptions, mutationOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { fetchUi } from "@/lib/client/fetch-ui";
import { uiApi } from "@/lib/routes";
import {
  type ApplicationView,
  applicationSchema,
  type CreateApplicationInput,
  createdApplicationSchema,
} from "@/lib/schemas/application";
import { type Environment, pageOf } from "@/lib/schemas/common";

export const APPLICATIONS_PAGE_SIZE = 20;

const applicationPageSchema = pageOf(applicationSchema);
export type ApplicationPage = z.infer<typeof applicationPageSchema>;

const scope = (organizationId: string, environment: Environment) =>
  ["organizations", organizationId, environment, "applications"] as const;

/** The list, newest first, page by page. */
export function applicationsQuery(organizationId: string, environment: Environment) {
  return infiniteQueryOptions({
    queryKey: [...scope(organizationId, environment), "list"],
    queryFn: ({ pageParam, signal }): Promise<ApplicationPage> => {
      const query = new URLSearchParams({ limit: String(APPLICATIONS_PAGE_SIZE) });
      if (pageParam !== null) query.set("cursor", pageParam);
      return fetchUi(`${uiApi.applications(organizationId, environment)}?${query}`, {
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
export function applicationQuery(organizationId: string, environment: Environment, applicationId: string) {
  return queryOptions({
    queryKey: [...scope(organizationId, environment), "one", applicationId],
    queryFn: ({ signal }): Promise<ApplicationView> =>
      fetchUi(uiApi.application(organizationId, environment, applicationId), {
        schema: applicationSchema,
        signal,
      }),
  });
}

/**
 * Creates an application. The raw API key goes to `receiveKey` alone: it is not part of the mutation's result,
 * so no cache of the query client ever holds it.
 */
export function createApplicationMutation(
  organizationId: string,
  environment: Environment,
  receiveKey: (apiKey: string) => void,
) {
  return mutationOptions({
    mutationFn: async (input: CreateApplicationInput, { client }): Promise<ApplicationView> => {
      const { application, apiKey } = await fetchUi(uiApi.applications(organizationId, environment), {
        method: "POST",
        body: input,
        schema: createdApplicationSchema,
      });
      receiveKey(apiKey);
      const { queryKey } = applicationQuery(organizationId, environment, application.id);
      client.setQueryData(queryKey, application);
      void client.invalidateQueries({ queryKey: applicationsQuery(organizationId, environment).queryKey });
      return application;
    },
    gcTime: 0,
    retry: false,
  });
}
