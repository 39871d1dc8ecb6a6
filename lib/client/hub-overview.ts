/** What staff see over all organizations, as the browser asks for it, and how an address says what is seen. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { uiApi } from "@/lib/routes";
import { type Environment, environmentNamed } from "@/lib/schemas/environment";
import type { OverviewAttention, OverviewTraffic, SystemHealth } from "@/lib/schemas/operator-view";
import { TRAFFIC_ORDERS, type TrafficOrder } from "@/lib/schemas/operator-view-terms";

const overviewAttentionSchema = async () =>
  (await import("@/lib/schemas/operator-view")).overviewAttentionSchema;
const overviewTrafficSchema = async () => (await import("@/lib/schemas/operator-view")).overviewTrafficSchema;
const systemHealthSchema = async () => (await import("@/lib/schemas/operator-view")).systemHealthSchema;

/** While the page is looked at; a hidden one rests. */
const REFRESHED_EVERY_MS = 30_000;
const refreshed = {
  refetchInterval: REFRESHED_EVERY_MS,
  refetchIntervalInBackground: false,
  staleTime: 5_000,
};

/** `null`: both. */
export type OverviewChoice = { environment: Environment | null; order: TrafficOrder };

/** Reads what an address chooses; what does not fit counts as not there. */
export function readOverviewAddress(parameters: { get: (name: string) => string | null }): OverviewChoice {
  const named = parameters.get("order");
  return {
    environment: environmentNamed(parameters.get("environment")),
    order: TRAFFIC_ORDERS.find((order) => order === named) ?? "requests",
  };
}

/** The query of an address that chooses this; what goes without saying is left out. */
export function writeOverviewAddress({ environment, order }: OverviewChoice): string {
  const query = new URLSearchParams();
  if (environment !== null) query.set("environment", environment);
  if (order !== "requests") query.set("order", order);
  return query.size === 0 ? "" : `?${query}`;
}

export function overviewTrafficQuery(choice: OverviewChoice) {
  return queryOptions({
    queryKey: ["hub", "overview", "traffic", choice.environment, choice.order],
    queryFn: ({ signal }): Promise<OverviewTraffic> =>
      fetchUi(`${uiApi.hubOverview("traffic")}${writeOverviewAddress(choice)}`, {
        schema: overviewTrafficSchema,
        signal,
      }),
    placeholderData: keepPreviousData,
    ...refreshed,
  });
}

export function overviewAttentionQuery() {
  return queryOptions({
    queryKey: ["hub", "overview", "attention"],
    queryFn: ({ signal }): Promise<OverviewAttention> =>
      fetchUi(uiApi.hubOverview("attention"), { schema: overviewAttentionSchema, signal }),
    ...refreshed,
  });
}

export function systemHealthQuery() {
  return queryOptions({
    queryKey: ["hub", "overview", "system"],
    queryFn: ({ signal }): Promise<SystemHealth> =>
      fetchUi(uiApi.hubOverview("system"), { schema: systemHealthSchema, signal }),
    ...refreshed,
  });
}
