"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { AuditHistory } from "@/components/audit/audit-history";
import { EmergencyCard } from "@/components/hub/emergency/emergency-card";
import { OrganizationApplications } from "@/components/hub/organization-applications";
import { OrganizationHeader } from "@/components/hub/organization-header";
import { OrganizationMembers } from "@/components/hub/organization-members";
import { OrganizationPersonalKeys } from "@/components/hub/organization-personal-keys";
import { OrganizationRequests } from "@/components/hub/organization-requests";
import { OrganizationWebhooks } from "@/components/hub/organization-webhooks";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { WorkplaceProvider } from "@/components/workplace";
import { organizationQuery } from "@/lib/client/hub";
import type { Permission } from "@/lib/permissions";
import { routes } from "@/lib/routes";
import type { OrganizationSummary } from "@/lib/schemas/hub";

const TABS = [
  { id: "applications", title: "Applications" },
  { id: "webhooks", title: "Webhooks" },
  { id: "requests", title: "Requests" },
  { id: "members", title: "Members" },
  { id: "audit", title: "Audit" },
] as const;

type OrganizationViewProps = { organizationId: string; permissions: Permission[] };

/** One partner organization: what it is called, and its parts in tabs whose choice is in the address. */
export function OrganizationView({ organizationId, permissions }: OrganizationViewProps) {
  const query = useQuery(organizationQuery(organizationId));
  if (query.isPending) return <RowsSkeleton label="Loading the organization" />;
  if (query.data === undefined) {
    return (
      <>
        <PageHeader title="Organization" crumbs={[{ label: "Organizations", href: routes.hub }]} />
        <ErrorState
          title="The organization could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      </>
    );
  }
  const workplace = {
    place: { area: "hub", organizationId, environment: "production" } as const,
    organizationName: query.data.name,
    permissions,
  };
  return (
    <WorkplaceProvider value={workplace}>
      <OrganizationHeader organization={query.data} />
      <OrganizationTabs organization={query.data} />
    </WorkplaceProvider>
  );
}

function OrganizationTabs({ organization }: { organization: OrganizationSummary }) {
  const wanted = useSearchParams().get("tab");
  const pathname = usePathname();
  const tab = TABS.find(({ id }) => id === wanted)?.id ?? "applications";

  function open(id: string) {
    window.history.pushState(null, "", id === "applications" ? pathname : `${pathname}?tab=${id}`);
  }

  return (
    <Tabs value={tab} onValueChange={open}>
      <TabsList aria-label="Parts of the organization">
        {TABS.map(({ id, title }) => (
          <TabsTrigger key={id} value={id}>
            {title}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value="applications" className="flex flex-col gap-10">
        <OrganizationApplications organizationId={organization.id} />
        <EmergencyCard organization={organization} />
      </TabsContent>
      <TabsContent value="webhooks" className="flex flex-col gap-10">
        <OrganizationWebhooks />
      </TabsContent>
      <TabsContent value="requests">
        <OrganizationRequests />
      </TabsContent>
      <TabsContent value="members" className="flex flex-col gap-10">
        <OrganizationMembers organizationId={organization.id} />
        <OrganizationPersonalKeys />
      </TabsContent>
      <TabsContent value="audit">
        <AuditHistory source="organization" />
      </TabsContent>
    </Tabs>
  );
}
