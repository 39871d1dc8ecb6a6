"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Building2, SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useRef } from "react";
import { OrganizationTable } from "@/components/hub/organization-table";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { SearchField } from "@/components/hub/search-field";
import { useSearchInAddress } from "@/components/hub/use-search-in-address";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { MoreRows } from "@/components/ui/more-rows";
import { organizationsQuery } from "@/lib/client/hub";
import { routes } from "@/lib/routes";
import { cn } from "@/lib/utils";

/** Search and results. Enter opens the first one; the arrow keys walk from the field through the results. */
export function OrganizationSearch() {
  const router = useRouter();
  const results = useRef<HTMLDivElement>(null);
  const { search, typed, setTyped, isSettled, settle } = useSearchInAddress();
  const query = useInfiniteQuery(organizationsQuery(search));
  const organizations = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isCurrent = isSettled && !query.isPlaceholderData && query.data !== undefined;

  function openFirst() {
    const [first] = organizations;
    if (!isCurrent) settle();
    else if (search !== "" && first !== undefined) router.push(routes.hubOrganization(first.id));
  }

  function walk(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    focusLink(results.current, step);
  }

  return (
    <div className="flex flex-col gap-6">
      <SearchField
        value={typed}
        onChange={setTyped}
        onEnter={openFirst}
        onArrowDown={() => focusLink(results.current, 1)}
      />
      <p role="status" className="sr-only">
        {isCurrent ? describeCount(organizations.length, query.hasNextPage) : ""}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is interactive; the arrow keys only walk between them */}
      <div
        ref={results}
        aria-busy={!isCurrent}
        onKeyDown={walk}
        onClickCapture={settle}
        className={cn("flex flex-col gap-4 transition-opacity", query.isPlaceholderData && "opacity-60")}
      >
        {query.isPending ? (
          <RowsSkeleton label="Loading organizations" />
        ) : query.data === undefined ? (
          <ErrorState
            title="The organizations could not be loaded."
            error={query.error}
            onRetry={() => query.refetch()}
            retrying={query.isFetching}
          />
        ) : organizations.length === 0 ? (
          <NothingFound search={search} />
        ) : (
          <OrganizationTable organizations={organizations} />
        )}
        <MoreRows query={query} failure="More organizations could not be loaded." />
      </div>
    </div>
  );
}

function NothingFound({ search }: { search: string }) {
  if (search === "") {
    return (
      <EmptyState icon={Building2} title="No partner organizations yet">
        Create the first one at the command line: <code className="font-mono">cli org create</code>.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchX} title="Nothing found">
      No organization has “{search}” in its name or slug, and nothing of an organization has it as its id,
      email address or fingerprint. Ids and email addresses have to be whole.
    </EmptyState>
  );
}

function focusLink(results: HTMLElement | null, step: 1 | -1) {
  const links = [...(results?.querySelectorAll<HTMLElement>("a[data-result]") ?? [])];
  const current = links.findIndex((link) => link.matches(":focus"));
  const next = current + step;
  if (next < 0) document.getElementById("organization-search")?.focus();
  else links[next]?.focus();
}

function describeCount(count: number, hasMore: boolean): string {
  const found = count === 1 ? "1 organization" : `${count} organizations`;
  return hasMore ? `${found}, and there are more` : found;
}
