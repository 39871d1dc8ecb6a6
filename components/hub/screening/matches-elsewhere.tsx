"use client";

import Link from "next/link";
import { FreeText } from "@/components/audit/free-text";
import { Notice } from "@/components/ui/notice";
import { useWorkplace } from "@/components/workplace";
import { routes } from "@/lib/routes";
import type { ScreeningSubjectView } from "@/lib/schemas/screening";

/** Open matches of the customer's other subjects, which stand against the same approval and the same payments. */
export function MatchesElsewhere({ subjects }: { subjects: readonly ScreeningSubjectView[] }) {
  const { place } = useWorkplace();
  const open = subjects.filter(({ openMatchCount }) => openMatchCount > 0);
  if (open.length === 0) return null;
  return (
    <Notice tone="warning" title="Other subjects of the customer have open matches">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {open.map(({ subjectId, displayName, openMatchCount }) => (
          <li key={subjectId}>
            <Link
              href={routes.hubReview(place.organizationId, place.environment, "screening", subjectId)}
              prefetch={false}
              className="rounded-sm font-medium text-link underline underline-offset-4 [overflow-wrap:anywhere]"
            >
              <FreeText>{displayName}</FreeText>
              {openMatchCount > 1 ? ` (${openMatchCount})` : ""}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
