"use client";

import { useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useId } from "react";
import { FilterSelect } from "@/components/audit/filter-select";
import { RefusalReasons } from "@/components/hub/overview/refusal-reasons";
import { TrafficTable } from "@/components/hub/overview/traffic-table";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Label } from "@/components/ui/label";
import { Section } from "@/components/ui/section";
import { type OverviewChoice, overviewTrafficQuery } from "@/lib/client/hub-overview";
import { environmentNamed } from "@/lib/schemas/environment";
import { OVERVIEW_LIST_LENGTH, TRAFFIC_ORDERS, type TrafficOrder } from "@/lib/schemas/operator-view-terms";
import { cn } from "@/lib/utils";

const ORDERS: Record<TrafficOrder, string> = {
  requests: "Most requests",
  refused: "Most refused",
  failed: "Most failed",
};

type TrafficProps = { choice: OverviewChoice; onChoose: (change: Partial<OverviewChoice>) => void };

/** Organizations by their traffic, and what requests were refused for. */
export function Traffic({ choice, onChoose }: TrafficProps) {
  const id = useId();
  const query = useQuery(overviewTrafficQuery(choice));
  const { data } = query;
  return (
    <>
      <Section
        title="Traffic"
        description={`Requests of the last 24 hours, at most ${OVERVIEW_LIST_LENGTH} organizations. Requests whose API key is nobody's belong to none; metrics count them.`}
        actions={
          <div className="flex flex-wrap gap-x-6 gap-y-2.5">
            <div className="flex items-center gap-2.5">
              <Label htmlFor={`${id}-environment`}>Environment</Label>
              <FilterSelect
                id={`${id}-environment`}
                value={choice.environment ?? "both"}
                onChange={({ target }) => onChoose({ environment: environmentNamed(target.value) })}
                className="w-36"
              >
                <option value="both">Both</option>
                <option value="production">Production</option>
                <option value="sandbox">Sandbox</option>
              </FilterSelect>
            </div>
            <div className="flex items-center gap-2.5">
              <Label htmlFor={`${id}-order`}>Order</Label>
              <FilterSelect
                id={`${id}-order`}
                value={choice.order}
                onChange={({ target }) =>
                  onChoose({ order: TRAFFIC_ORDERS.find((order) => order === target.value) ?? "requests" })
                }
                className="w-40"
              >
                {TRAFFIC_ORDERS.map((order) => (
                  <option key={order} value={order}>
                    {ORDERS[order]}
                  </option>
                ))}
              </FilterSelect>
            </div>
          </div>
        }
      >
        {query.isPending ? (
          <RowsSkeleton label="Loading traffic" />
        ) : data === undefined ? (
          <ErrorState
            title="The traffic could not be loaded."
            error={query.error}
            onRetry={() => query.refetch()}
            retrying={query.isFetching}
          />
        ) : data.organizations.length === 0 ? (
          <EmptyState icon={Activity} title="No requests in 24 hours">
            Organizations appear here with their first request.
          </EmptyState>
        ) : (
          <div
            aria-busy={query.isPlaceholderData}
            className={cn("transition-opacity", query.isPlaceholderData && "opacity-60")}
          >
            <TrafficTable traffic={data} environment={choice.environment} />
          </div>
        )}
      </Section>
      {data === undefined || data.reasons.length === 0 ? null : <RefusalReasons traffic={data} />}
    </>
  );
}
