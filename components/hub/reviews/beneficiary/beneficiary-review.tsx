"use client";

import Link from "next/link";
import { FreeText } from "@/components/audit/free-text";
import { BeneficiaryFacts } from "@/components/hub/reviews/beneficiary/beneficiary-facts";
import { CorrectionsProvider } from "@/components/hub/reviews/corrections";
import { FieldFacts } from "@/components/hub/reviews/customer/field-facts";
import { FactGroup } from "@/components/hub/reviews/fact";
import { ReviewDecisions } from "@/components/hub/reviews/review-decisions";
import { ReviewFrame } from "@/components/hub/reviews/review-frame";
import { ReviewHistory } from "@/components/hub/reviews/review-history";
import { ReviewLoader } from "@/components/hub/reviews/review-loader";
import { ReviewNotices } from "@/components/hub/reviews/review-notices";
import { ScreeningMarks } from "@/components/hub/reviews/screening-marks";
import { WhatStands } from "@/components/hub/reviews/what-stands";
import { Mono } from "@/components/ui/mono";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { useMay, useWorkplace } from "@/components/workplace";
import { shortId } from "@/lib/client/audit-facts";
import { CUSTOMER_GROUPS } from "@/lib/client/hub-customer-fields";
import { beneficiaryReviewQuery, beneficiaryTarget } from "@/lib/client/hub-customers";
import { statusWords } from "@/lib/client/hub-words";
import { routes } from "@/lib/routes";
import type { CustomerSummary } from "@/lib/schemas/customer";
import type { BeneficiaryReview as Review } from "@/lib/schemas/review";

/** A beneficiary under review, beside the customer that wants to pay it. */
export function BeneficiaryReview({ beneficiaryId }: { beneficiaryId: string }) {
  const { place } = useWorkplace();
  return (
    <ReviewLoader query={beneficiaryReviewQuery(place, beneficiaryId)} noun="beneficiary">
      {(review) => <Loaded review={review} />}
    </ReviewLoader>
  );
}

function Loaded({ review }: { review: Review }) {
  const { place } = useWorkplace();
  const mayDecide = useMay("REVIEWS_WRITE");
  const { beneficiary, customer, history } = review;
  const status = statusWords("beneficiaries", beneficiary.status);
  const canAsk = mayDecide && review.possibleDecisions.includes("REQUEST_CORRECTION");
  return (
    <CorrectionsProvider scope={beneficiary.id} isOffered={canAsk} asked={beneficiary.corrections}>
      <ReviewFrame
        kind="beneficiaries"
        id={beneficiary.id}
        title={beneficiary.companyName}
        marks={<Status tone={status.tone}>{status.word}</Status>}
        facts={<Mono value={beneficiary.id} short={shortId(beneficiary.id)} label="beneficiary id" />}
        bar={
          <ReviewDecisions
            target={beneficiaryTarget(place, beneficiary.id)}
            name={beneficiary.companyName}
            updatedAt={beneficiary.updatedAt}
            review={review}
            says={<WhatStands kind="beneficiaries" status={beneficiary.status} review={review} />}
          />
        }
      >
        <ReviewNotices
          reason={beneficiary.statusReason}
          blockedBecause={review.approvalBlockedBecause}
          screening={beneficiary.screening}
        />
        <div className="grid items-start gap-x-8 gap-y-10 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-8">
            <BeneficiaryFacts beneficiary={beneficiary} />
            <Section title="History">
              <ReviewHistory kind="beneficiaries" history={history} />
            </Section>
          </div>
          <PayingCustomer customer={customer} />
        </div>
      </ReviewFrame>
    </CorrectionsProvider>
  );
}

/** What of the customer tells whether it would pay such a beneficiary. */
const TELLING: readonly string[] = ["Company", "Purpose and funds", "Business"];

function PayingCustomer({ customer }: { customer: CustomerSummary }) {
  const { place } = useWorkplace();
  const status = statusWords("customers", customer.status);
  return (
    <CorrectionsProvider scope={`${customer.id}.beside`} isOffered={false} asked={NOTHING_ASKED}>
      <section aria-label="Customer" className="flex min-w-0 flex-col gap-6">
        <div>
          <h2 className="text-[0.8125rem] text-muted-foreground">Customer that pays it</h2>
          <Link
            href={routes.hubReview(place.organizationId, place.environment, "customers", customer.id)}
            prefetch={false}
            className="rounded-sm font-semibold underline-offset-4 [overflow-wrap:anywhere] hover:underline"
          >
            <FreeText>{customer.companyName}</FreeText>
          </Link>
          <div className="flex flex-wrap gap-x-3">
            <Status tone={status.tone}>{status.word}</Status>
            {customer.screening === null ? null : <ScreeningMarks {...customer.screening} />}
          </div>
        </div>
        {CUSTOMER_GROUPS.filter(({ title }) => TELLING.includes(title)).map(({ title, fields }) => (
          <FactGroup key={title} title={title}>
            <FieldFacts subject={customer} fields={fields} />
          </FactGroup>
        ))}
      </section>
    </CorrectionsProvider>
  );
}

const NOTHING_ASKED: never[] = [];
