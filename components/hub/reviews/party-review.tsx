"use client";

import type { ReactNode } from "react";
import { CorrectionsProvider } from "@/components/hub/reviews/corrections";
import { ReviewDecisions } from "@/components/hub/reviews/review-decisions";
import { ReviewFrame } from "@/components/hub/reviews/review-frame";
import { ReviewHistory } from "@/components/hub/reviews/review-history";
import { ReviewNotices } from "@/components/hub/reviews/review-notices";
import { WhatStands } from "@/components/hub/reviews/what-stands";
import { Mono } from "@/components/ui/mono";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { useMay } from "@/components/workplace";
import type { BeneficiaryTarget, CustomerTarget } from "@/lib/client/hub-customers";
import { statusWords } from "@/lib/client/hub-words";
import { shortId } from "@/lib/client/words";
import type { BeneficiaryReview, CustomerReview } from "@/lib/schemas/review";

type PartyReviewProps = {
  target: CustomerTarget | BeneficiaryTarget;
  noun: "customer" | "beneficiary";
  party: CustomerReview["customer"] | BeneficiaryReview["beneficiary"];
  review: CustomerReview | BeneficiaryReview;
  /** What the partner says about it, above its history. */
  facts: ReactNode;
  /** What that is compared with; stands at its side where there is room. */
  beside: ReactNode;
};

/** A customer or a beneficiary under review: both are decided alike. */
export function PartyReview({ target, noun, party, review, facts, beside }: PartyReviewProps) {
  const mayDecide = useMay("REVIEWS_WRITE");
  const { part } = target;
  const status = statusWords(part, party.status);
  const canAsk = mayDecide && review.possibleDecisions.includes("REQUEST_CORRECTION");
  return (
    <CorrectionsProvider scope={party.id} isOffered={canAsk} asked={party.corrections}>
      <ReviewFrame
        kind={part}
        id={party.id}
        title={party.companyName}
        marks={<Status tone={status.tone}>{status.word}</Status>}
        facts={<Mono value={party.id} short={shortId(party.id)} label={`${noun} id`} />}
        bar={
          <ReviewDecisions
            target={target}
            name={party.companyName}
            updatedAt={party.updatedAt}
            review={review}
            says={<WhatStands kind={part} status={party.status} review={review} />}
          />
        }
      >
        <ReviewNotices
          reason={party.statusReason}
          blockedBecause={review.approvalBlockedBecause}
          screening={party.screening}
        />
        <div className="grid items-start gap-x-8 gap-y-10 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-8">
            {facts}
            <Section title="History">
              <ReviewHistory kind={part} history={review.history} />
            </Section>
          </div>
          {beside}
        </div>
      </ReviewFrame>
    </CorrectionsProvider>
  );
}
