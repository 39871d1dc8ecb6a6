"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { ApplicationStatus } from "@/components/applications/application-status";
import { ApiKeysSection } from "@/components/applications/detail/api-keys-section";
import { DetailSkeleton } from "@/components/applications/detail/detail-skeleton";
import { OverviewSection } from "@/components/applications/detail/overview-section";
import { SigningKeySection } from "@/components/applications/detail/signing-key-section";
import { TryItSection } from "@/components/applications/detail/try-it-section";
import { Badge } from "@/components/ui/badge";
import { ErrorState } from "@/components/ui/error-state";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useWorkplace } from "@/components/workplace";
import { applicationQuery } from "@/lib/client/applications";
import { routes } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";

const TABS = [
  { id: "overview", title: "Overview" },
  { id: "keys", title: "API keys" },
  { id: "signing-key", title: "Signing key" },
  { id: "try-it", title: "Try it" },
] as const;

const CRUMBS = [
  { label: "Settings" },
  { label: "Platform" },
  { label: "API Applications", href: routes.applications },
];

/** One API application: its state at the top, its parts in tabs whose choice is in the address. */
export function ApplicationDetail({ applicationId }: { applicationId: string }) {
  const { place } = useWorkplace();
  const query = useQuery(applicationQuery(place, applicationId));
  if (query.isPending) return <DetailSkeleton />;
  if (query.data === undefined) {
    return (
      <>
        <PageHeader title="API application" crumbs={CRUMBS} />
        <ErrorState
          title="The API application could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      </>
    );
  }
  return (
    <>
      <Header application={query.data} />
      <DetailTabs application={query.data} />
    </>
  );
}

function Header({ application }: { application: ApplicationView }) {
  const production = application.environment === "production";
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        crumbs={CRUMBS}
        title={application.name}
        description={
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <ApplicationStatus application={application} />
            <Badge variant={production ? "production" : "neutral"}>
              {production ? "Production" : "Sandbox"}
            </Badge>
            <Mono value={application.id} label="application id" />
          </div>
        }
      />
      {application.status === "disabled" ? (
        <Notice tone="warning" title="Every request of this application is refused">
          <p>
            {application.disabledBy === "operator"
              ? "The operator disabled it. Its keys and permissions are kept; write to support to have it enabled."
              : "It was disabled by your organization. Its keys and permissions are kept."}
          </p>
        </Notice>
      ) : null}
    </div>
  );
}

function DetailTabs({ application }: { application: ApplicationView }) {
  const wanted = useSearchParams().get("tab");
  const pathname = usePathname();
  const tab = TABS.find(({ id }) => id === wanted)?.id ?? "overview";

  function open(id: string) {
    window.history.pushState(null, "", id === "overview" ? pathname : `${pathname}?tab=${id}`);
  }

  return (
    <Tabs value={tab} onValueChange={open}>
      <TabsList aria-label="Parts of the application">
        {TABS.map(({ id, title }) => (
          <TabsTrigger key={id} value={id}>
            {title}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value="overview">
        <OverviewSection application={application} />
      </TabsContent>
      <TabsContent value="keys">
        <ApiKeysSection apiKeys={application.apiKeys} />
      </TabsContent>
      <TabsContent value="signing-key">
        <SigningKeySection signingKeys={application.signingKeys} />
      </TabsContent>
      <TabsContent value="try-it">
        <TryItSection application={application} />
      </TabsContent>
    </Tabs>
  );
}
