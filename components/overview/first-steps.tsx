"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FirstStep } from "@/components/overview/first-step";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { useMay, useWorkplace } from "@/components/workplace";
import { applicationsQuery } from "@/lib/client/applications";
import { routes } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";

/** What exists in this environment, and the way to the first signed request; each step ticks itself. */
export function FirstSteps() {
  const { place } = useWorkplace();
  const query = useInfiniteQuery(applicationsQuery(place));
  if (query.isPending) return <Skeleton className="h-48 w-full animate-appear-late" />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The state of this environment could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const applications = query.data.pages.flatMap((page) => page.items);
  return (
    <div className="flex flex-col gap-10">
      <Figure count={applications.length} more={query.hasNextPage} />
      <Steps applications={applications} />
    </div>
  );
}

function Figure({ count, more }: { count: number; more: boolean }) {
  const { environment } = useWorkplace().place;
  return (
    <Link
      href={routes.applications}
      className="flex w-fit min-w-56 flex-col gap-1 rounded-lg border border-border bg-card px-4 py-3 transition-colors hover:bg-accent/60"
    >
      <span className="text-muted-foreground">API applications in {environment}</span>
      <span className="font-semibold text-2xl tabular-nums tracking-tight">
        {count}
        {more ? "+" : ""}
      </span>
    </Link>
  );
}

function Steps({ applications }: { applications: readonly ApplicationView[] }) {
  const mayCreate = useMay("APPLICATIONS_WRITE");
  const newest = applications[0];
  const created = newest !== undefined;
  const hasKey = applications.some((application) =>
    application.apiKeys.some((key) => key.status === "active"),
  );
  const called = applications.some((application) => application.lastUsedAt !== null);
  return (
    <Section
      title="Your first signed request"
      description="Each step is ticked when the server sees that it happened."
    >
      <ol className="max-w-2xl divide-y divide-border border-border border-y">
        <FirstStep
          number={1}
          done={created}
          title="Create an API application"
          action={
            mayCreate && !created ? (
              <Button asChild size="sm">
                <Link href={routes.newApplication}>Create API application</Link>
              </Button>
            ) : null
          }
        >
          It stands for one service of yours, with its own signing key and permissions.
        </FirstStep>
        <FirstStep number={2} done={hasKey} title="Store the API key">
          The key is shown once, when the application is created. Keep it, and the private key file, where
          your service keeps its secrets.
        </FirstStep>
        <FirstStep
          number={3}
          done={called}
          title="Send a signed request"
          action={
            newest && !called ? (
              <Button asChild size="sm" variant="outline">
                <Link href={`${routes.application(newest.id)}?tab=try-it`}>Show the command</Link>
              </Button>
            ) : null
          }
        >
          Call <code className="font-mono text-[0.8125rem]">/api/v1/signature-check</code>: it answers with
          what the server saw.
        </FirstStep>
      </ol>
    </Section>
  );
}
