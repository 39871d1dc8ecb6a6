"use client";

import { KeysOfRotation } from "@/components/applications/detail/rotation/keys-of-rotation";
import { QuietTimeChoice } from "@/components/applications/detail/rotation/quiet-time-choice";
import { RollbackAdvice } from "@/components/applications/detail/rotation/rollback-advice";
import { RotationChecklist } from "@/components/applications/detail/rotation/rotation-checklist";
import { ShareBar } from "@/components/applications/detail/rotation/share-bar";
import { TrafficChart } from "@/components/applications/detail/rotation/traffic-chart";
import { useQuietTime } from "@/components/applications/detail/rotation/use-quiet-time";
import { useUsage } from "@/components/applications/detail/use-usage";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import {
  apiKeyRotation,
  type Rotation,
  rotationSteps,
  signingKeyRotation,
  trafficByMinute,
  trafficShare,
} from "@/lib/client/rotation";
import type { ApplicationUsage, ApplicationView } from "@/lib/schemas/application";

type RotationCockpitProps = { application: ApplicationView; kind: Rotation["kind"] };

/** A rotation while it is under way: who carries the traffic, what is left to do, when the old key may go. */
export function RotationCockpit({ application, kind }: RotationCockpitProps) {
  const { usage, now, error, query } = useUsage(application.id, { isLive: true });
  const find = kind === "api-key" ? apiKeyRotation : signingKeyRotation;
  const rotation = find(application, usage, now);
  if (rotation === null) return null;
  const what = kind === "api-key" ? "API key" : "Signing key";
  return (
    <Section
      id="rotation"
      title={`${what} rotation${rotation.isOpen ? "" : ", finished"}`}
      className="rounded-lg border border-border bg-card p-4 outline-none sm:p-5"
      tabIndex={-1}
      actions={
        rotation.isOpen ? (
          <span className="flex items-center gap-1.5 text-muted-foreground text-[0.8125rem]">
            <span aria-hidden="true" className="size-1.5 animate-pulse rounded-full bg-success" />
            Live
          </span>
        ) : null
      }
    >
      {usage === undefined && error ? (
        <ErrorState
          title="The traffic figures could not be loaded."
          error={error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : usage === undefined ? (
        <Skeleton className="h-40 w-full animate-appear-late" />
      ) : (
        <Facts {...{ application, rotation, usage, now }} />
      )}
    </Section>
  );
}

type FactsProps = { application: ApplicationView; rotation: Rotation; usage: ApplicationUsage; now: number };

function Facts({ application, rotation, usage, now }: FactsProps) {
  const quietTime = useQuietTime();
  const minutes = trafficByMinute(rotation, usage, now);
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
        <div className="flex min-w-0 flex-col gap-4">
          <ShareBar rotation={rotation} share={trafficShare(minutes)} />
          <TrafficChart minutes={minutes} rotation={rotation} />
        </div>
        <RotationChecklist steps={rotationSteps(rotation, quietTime.seconds, now)} />
      </div>
      <KeysOfRotation {...{ application, rotation, now }} quietSeconds={quietTime.seconds} />
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <RollbackAdvice {...{ application, rotation, now }} />
        {rotation.isOpen ? <QuietTimeChoice {...quietTime} /> : null}
      </div>
    </div>
  );
}
