"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ComponentProps, useState } from "react";
import { ApplicationStatus } from "@/components/applications/application-status";
import { ApplicationMenu } from "@/components/applications/detail/application-menu";
import { ApplicationTabs } from "@/components/applications/detail/application-tabs";
import { DetailSkeleton } from "@/components/applications/detail/detail-skeleton";
import { DisabledNotice } from "@/components/applications/detail/disabled-notice";
import { IssuedKeyProvider } from "@/components/applications/detail/issued-key";
import { KeyClaimNotice } from "@/components/applications/detail/keys/key-claim-notice";
import { useOfferedTabs } from "@/components/applications/detail/use-offered-tabs";
import { useTab } from "@/components/applications/detail/use-tab";
import { useUsage } from "@/components/applications/detail/use-usage";
import { useApplicationLinks } from "@/components/applications/use-application-links";
import { Badge } from "@/components/ui/badge";
import { ErrorState } from "@/components/ui/error-state";
import { Mono } from "@/components/ui/mono";
import { PageHeader } from "@/components/ui/page-header";
import { useWorkplace } from "@/components/workplace";
import { applicationQuery, applicationsQuery } from "@/lib/client/applications";
import { toast } from "@/lib/client/toast";
import { routes } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";

type Crumbs = NonNullable<ComponentProps<typeof PageHeader>["crumbs"]>;

const PARTNER_CRUMBS: Crumbs = [
  { label: "Settings" },
  { label: "Platform" },
  { label: "API Applications", href: routes.applications },
];

type ApplicationDetailProps = {
  applicationId: string;
  /** The way here; the partner's settings unless told. */
  crumbs?: Crumbs;
};

/** One API application: its state at the top, its parts in tabs whose choice is in the address. */
export function ApplicationDetail({ applicationId, crumbs = PARTNER_CRUMBS }: ApplicationDetailProps) {
  const { place } = useWorkplace();
  const [isDeleted, setIsDeleted] = useState(false);
  const query = useQuery({ ...applicationQuery(place, applicationId), enabled: !isDeleted });
  if (query.isPending) return <DetailSkeleton />;
  if (query.data === undefined) {
    return (
      <>
        <PageHeader title="API application" crumbs={crumbs} />
        <ErrorState
          title="The API application could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      </>
    );
  }
  return <Loaded application={query.data} crumbs={crumbs} onDeleted={() => setIsDeleted(true)} />;
}

type LoadedProps = { application: ApplicationView; crumbs: Crumbs; onDeleted: () => void };

function Loaded({ application, crumbs, onDeleted }: LoadedProps) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const router = useRouter();
  const links = useApplicationLinks();
  const tabs = useOfferedTabs();
  // Fetched ahead, so that a dialog which tells what will break has the figures when it opens.
  useUsage(application.id);
  const { tab, open } = useTab(tabs.map(({ id }) => id));

  function deleted() {
    onDeleted();
    toast(`${application.name} is deleted`);
    void client.invalidateQueries({ queryKey: applicationsQuery(place).queryKey });
    router.push(links.list);
  }

  return (
    <IssuedKeyProvider application={application} onStored={() => (tab === "keys" ? undefined : open("keys"))}>
      <div className="flex flex-col gap-4">
        <PageHeader
          crumbs={crumbs}
          title={application.name}
          description={<State application={application} />}
          menu={<ApplicationMenu application={application} onOpenTab={open} />}
        />
        <DisabledNotice application={application} />
        <KeyClaimNotice application={application} />
      </div>
      <ApplicationTabs application={application} tabs={tabs} tab={tab} onOpen={open} onDeleted={deleted} />
    </IssuedKeyProvider>
  );
}

function State({ application }: { application: ApplicationView }) {
  const production = application.environment === "production";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <ApplicationStatus application={application} />
      <Badge variant={production ? "production" : "neutral"}>{production ? "Production" : "Sandbox"}</Badge>
      <Mono value={application.id} label="application id" />
    </div>
  );
}
