"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useNextInQueue } from "@/components/hub/reviews/use-next-in-queue";
import { Button } from "@/components/ui/button";
import { LinkPending } from "@/components/ui/link-pending";
import { queueHref, reviewHref } from "@/lib/client/hub-queue";
import type { Environment } from "@/lib/schemas/common";
import type { QueueKind } from "@/lib/schemas/queue";

type NextInQueueProps = {
  kind: QueueKind;
  environment: Environment;
  id: string;
  variant?: "primary" | "outline";
};

/** The way on: to what follows in the queue, or back to the queue where nothing else waits. */
export function NextInQueue({ kind, environment, id, variant = "outline" }: NextInQueueProps) {
  const next = useNextInQueue(kind, environment, id);
  if (next === undefined) return null;
  return (
    <Button asChild variant={variant} size="sm">
      <Link href={next === null ? queueHref(kind, environment) : reviewHref(next)} prefetch={false}>
        {next === null ? "Nothing else waits" : "Next in queue"}
        <LinkPending />
        {next === null ? null : <ArrowRight aria-hidden="true" />}
      </Link>
    </Button>
  );
}
