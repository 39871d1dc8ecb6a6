"use client";

import Link from "next/link";
import { FreeText } from "@/components/audit/free-text";
import { Mono } from "@/components/ui/mono";
import { useWorkplace } from "@/components/workplace";
import { relatedHref } from "@/lib/client/hub-tickets";
import { enumWords } from "@/lib/client/hub-words";
import { shortId } from "@/lib/client/words";
import type { RelatedView } from "@/lib/schemas/ticket";

/** What the partner says the ticket is about; each leads to its page, where it has one. */
export function RelatedList({ related }: { related: readonly RelatedView[] }) {
  const { place } = useWorkplace();
  if (related.length === 0) return null;
  return (
    <section aria-label="What it is about" className="flex flex-col gap-2">
      <h2 className="font-semibold">What it is about</h2>
      <ul className="flex flex-col divide-y divide-border border-border border-y">
        {related.map((thing) => (
          <li key={thing.id} className="flex flex-col items-start py-2">
            <span className="text-[0.8125rem] text-muted-foreground">{enumWords(thing.kind)}</span>
            <RelatedTitle thing={thing} href={relatedHref(place, thing)} />
            <Mono
              value={thing.id}
              short={shortId(thing.id)}
              label={`${thing.kind} id`}
              className="text-muted-foreground"
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RelatedTitle({ thing, href }: { thing: RelatedView; href: string | null }) {
  if (thing.title === null) return <span className="text-muted-foreground">Gone</span>;
  const title = <FreeText>{thing.title}</FreeText>;
  if (href === null) return <span className="[overflow-wrap:anywhere]">{title}</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      className="rounded-sm font-medium [overflow-wrap:anywhere] hover:underline hover:underline-offset-4"
    >
      {title}
    </Link>
  );
}
