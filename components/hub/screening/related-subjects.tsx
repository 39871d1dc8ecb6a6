"use client";

import Link from "next/link";
import { FreeText } from "@/components/audit/free-text";
import { ScreeningMarks } from "@/components/hub/reviews/screening-marks";
import { useWorkplace } from "@/components/workplace";
import { subjectWords } from "@/lib/client/hub-screening";
import { routes } from "@/lib/routes";
import type { ScreeningSubjectView } from "@/lib/schemas/screening";

/** The customer's other subjects, with what is open about them. */
export function RelatedSubjects({ subjects }: { subjects: readonly ScreeningSubjectView[] }) {
  const { place } = useWorkplace();
  if (subjects.length === 0) return null;
  return (
    <section aria-label="Other subjects of the customer" className="flex flex-col gap-1">
      <h2 className="font-medium text-[0.8125rem] text-muted-foreground">Other subjects of the customer</h2>
      <ul className="divide-y divide-border border-border border-y">
        {subjects.map((subject) => (
          <li key={subject.subjectId} className="flex flex-col items-start py-1.5">
            <Link
              href={routes.hubReview(place.organizationId, place.environment, "screening", subject.subjectId)}
              prefetch={false}
              className="rounded-sm font-medium [overflow-wrap:anywhere] hover:underline hover:underline-offset-4"
            >
              <FreeText>{subject.displayName}</FreeText>
            </Link>
            <span className="flex flex-wrap gap-x-3 text-[0.8125rem] text-muted-foreground">
              {subjectWords(subject.subjectType)}
              {subject.openMatchCount > 0 || subject.paymentHold ? <ScreeningMarks {...subject} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
