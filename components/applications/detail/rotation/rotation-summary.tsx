"use client";

import { ShareBar } from "@/components/applications/detail/rotation/share-bar";
import { useQuietTime } from "@/components/applications/detail/rotation/use-quiet-time";
import { useUsage } from "@/components/applications/detail/use-usage";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import {
  apiKeyRotation,
  type Rotation,
  rotationSteps,
  signingKeyRotation,
  trafficByMinute,
  trafficShare,
} from "@/lib/client/rotation";
import type { ApplicationView } from "@/lib/schemas/application";

type RotationSummaryProps = { application: ApplicationView; onOpen: (tab: "keys" | "signing-key") => void };

/** Open rotations in a few lines, for the overview: how far they are, and the way to the rest. */
export function RotationSummary({ application, onOpen }: RotationSummaryProps) {
  const { usage, now } = useUsage(application.id, { isLive: true });
  const { seconds } = useQuietTime();
  const open = [apiKeyRotation(application, usage, now), signingKeyRotation(application, usage, now)].filter(
    (rotation): rotation is Rotation => rotation?.isOpen === true,
  );
  return open.map((rotation) => {
    const steps = rotationSteps(rotation, seconds, now);
    const next = steps.find((step) => !step.isDone);
    const isApiKey = rotation.kind === "api-key";
    return (
      <Section
        key={rotation.kind}
        title={isApiKey ? "API key rotation" : "Signing key rotation"}
        className="rounded-lg border border-border bg-card p-4 sm:p-5"
        actions={
          <Button size="sm" variant="outline" onClick={() => onOpen(isApiKey ? "keys" : "signing-key")}>
            Open the rotation
          </Button>
        }
      >
        {usage ? (
          <ShareBar rotation={rotation} share={trafficShare(trafficByMinute(rotation, usage, now))} />
        ) : null}
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Status tone={next?.id === "ended" ? "success" : "warning"}>
            {steps.filter((step) => step.isDone).length} of {steps.length} steps done
          </Status>
          {next ? (
            <span className="text-muted-foreground tabular-nums">
              Next: {next.title}. {next.detail}
            </span>
          ) : null}
        </p>
      </Section>
    );
  });
}
