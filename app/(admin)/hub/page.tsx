import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { OrganizationSearch } from "@/components/hub/organization-search";
import { PageHeader } from "@/components/ui/page-header";
import { ORGANIZATIONS_PAGE_SIZE, organizationsQuery } from "@/lib/client/hub";
import { searchOrganizations } from "@/lib/operations/hub/search-organizations";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";

export const generateMetadata = () => hubMetadata("Organizations");

type OrganizationsPageProps = { searchParams: Promise<{ search?: string | string[] }> };

export default async function OrganizationsPage({ searchParams }: OrganizationsPageProps) {
  await requireHubShell();
  const { search } = await searchParams;
  const wanted = typeof search === "string" ? search.trim() : "";
  const queryClient = new QueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...organizationsQuery(wanted),
    queryFn: () =>
      callHubOperation(searchOrganizations, "deployment", { search: wanted, limit: ORGANIZATIONS_PAGE_SIZE }),
  });
  return (
    <>
      <PageHeader
        title="Organizations"
        description="Partner organizations with their applications in both environments."
      />
      <HydrationBoundary state={dehydrate(queryClient)}>
        <OrganizationSearch />
      </HydrationBoundary>
    </>
  );
}
