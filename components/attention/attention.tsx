"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AttentionRow } from "@/components/attention/attention-row";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { useWorkplace } from "@/components/workplace";
import { attentionQuery } from "@/lib/client/attention";
import { formatCount } from "@/lib/client/words";
import type { AttentionItem } from "@/lib/schemas/attention";

const SHOWN_AT_FIRST = 5;

/** What to act on soon, in both environments; takes no room while there is nothing. */
export function Attention() {
  const { place } = useWorkplace();
  const query = useQuery(attentionQuery(place));
  const [showsAll, setShowsAll] = useState(false);
  if (query.isPending) return null;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="What needs attention could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { items } = query.data;
  if (items.length === 0) return null;
  const shown = showsAll ? items : items.slice(0, SHOWN_AT_FIRST);
  return (
    <Section title="Needs attention" description="In both environments, the most urgent first.">
      <ul className="divide-y divide-border border-border border-y">
        {shown.map((item) => (
          <AttentionRow key={keyOf(item)} item={item} />
        ))}
      </ul>
      {shown.length < items.length ? (
        <Button variant="outline" size="sm" className="self-start" onClick={() => setShowsAll(true)}>
          Show all {formatCount(items.length)}
        </Button>
      ) : null}
    </Section>
  );
}

function keyOf(item: AttentionItem): string {
  if (item.kind === "webhook_troubled") return item.webhookId;
  return `${item.kind} ${"apiKeyId" in item ? item.apiKeyId : item.applicationId}`;
}
