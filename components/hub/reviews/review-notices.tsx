"use client";

import Link from "next/link";
import { FreeText } from "@/components/audit/free-text";
import { Notice } from "@/components/ui/notice";
import { useWorkplace } from "@/components/workplace";
import { routes } from "@/lib/routes";
import type { BeneficiaryScreeningSummary } from "@/lib/schemas/screening";

type ReviewNoticesProps = {
  /** What was last said about the status. */
  reason: string | null;
  blockedBecause: string | null;
  screening: BeneficiaryScreeningSummary | null;
};

/** What is to be known before anything else: what stands against an approval, and what was said last. */
export function ReviewNotices({ reason, blockedBecause, screening }: ReviewNoticesProps) {
  return (
    <>
      {blockedBecause === null ? null : (
        <Notice tone="warning" title="It cannot be approved as things are">
          <p className="[overflow-wrap:anywhere]">{blockedBecause}</p>
          <ScreeningLink screening={screening} />
        </Notice>
      )}
      {reason === null ? null : (
        <Notice title="The reason that the partner sees">
          <p className="[overflow-wrap:anywhere]">
            <FreeText>{reason}</FreeText>
          </p>
        </Notice>
      )}
    </>
  );
}

type ScreeningLinkProps = {
  screening: BeneficiaryScreeningSummary | null;
  /** Whose, where the page is about more than one. */
  name?: string;
};

/** The way to the matches, or to what was found. */
export function ScreeningLink({ screening, name }: ScreeningLinkProps) {
  const { place } = useWorkplace();
  if (screening === null) return null;
  const { openMatchCount } = screening;
  return (
    <Link
      href={routes.hubReview(
        place.organizationId,
        place.environment,
        "screening",
        screening.screeningSubjectId,
      )}
      prefetch={false}
      className="self-start rounded-sm font-medium text-link underline underline-offset-4"
    >
      {openMatchCount === 0
        ? "See the screening"
        : openMatchCount === 1
          ? "Review the open match"
          : `Review the ${openMatchCount} open matches`}
      {name === undefined ? null : (
        <>
          {" of "}
          <FreeText>{name}</FreeText>
        </>
      )}
    </Link>
  );
}
