import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { WorkplaceProvider } from "@/components/workplace";
import { ApiError } from "@/lib/errors";
import { getOrganization } from "@/lib/operations/hub/get-organization";
import type { Place } from "@/lib/routes";
import { environmentSchema } from "@/lib/schemas/common";
import { requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";

/** The part of a review's address that every one has. */
export type ReviewParams = { organizationId: string; environment: string };

type ReviewPageProps = {
  params: ReviewParams;
  /** Puts what the page is about into the cache; throws `ApiError` as operations do. */
  load: (place: Place, client: QueryClient) => Promise<unknown>;
  children: ReactNode;
};

/**
 * What the pages of things under review begin with. A 404 of what they are about is one of the page. Pages call it as
 * a function, so that who may not see the hub is turned away before anything is rendered.
 */
export async function reviewPage({ params, load, children }: ReviewPageProps) {
  const shell = await requireHubShell();
  const { organizationId, environment: named } = params;
  const environment = environmentSchema.safeParse(named).data ?? notFound();
  const place: Place = { area: "hub", organizationId, environment };
  const client = new QueryClient();
  const { name } = await orNotFound(callHubOperation(getOrganization, { organizationId }, {}));
  await orNotFound(load(place, client));
  return (
    <WorkplaceProvider value={{ place, organizationName: name, permissions: shell.permissions }}>
      <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
    </WorkplaceProvider>
  );
}

async function orNotFound<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") return notFound();
    throw error;
  }
}
