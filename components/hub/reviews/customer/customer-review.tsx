"use client";

import { CorrectionsProvider } from "@/components/hub/reviews/corrections";
import { BeneficiaryList } from "@/components/hub/reviews/customer/beneficiary-list";
import { CustomerFacts } from "@/components/hub/reviews/customer/customer-facts";
import { DocumentsViewer } from "@/components/hub/reviews/documents-viewer";
import { ReviewDecisions } from "@/components/hub/reviews/review-decisions";
import { ReviewFrame } from "@/components/hub/reviews/review-frame";
import { ReviewHistory } from "@/components/hub/reviews/review-history";
import { ReviewLoader } from "@/components/hub/reviews/review-loader";
import { ReviewNotices } from "@/components/hub/reviews/review-notices";
import { WhatStands } from "@/components/hub/reviews/what-stands";
import { Mono } from "@/components/ui/mono";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { useMay, useWorkplace } from "@/components/workplace";
import { shortId } from "@/lib/client/audit-facts";
import { customerReviewQuery, customerTarget } from "@/lib/client/hub-customers";
import { documentsOf } from "@/lib/client/hub-documents";
import { statusWords } from "@/lib/client/hub-words";
import type { CustomerReview as Review } from "@/lib/schemas/review";

/** A customer under review: what the partner says beside what proves it. */
export function CustomerReview({ customerId }: { customerId: string }) {
  const { place } = useWorkplace();
  return (
    <ReviewLoader query={customerReviewQuery(place, customerId)} noun="customer">
      {(review) => <Loaded review={review} />}
    </ReviewLoader>
  );
}

function Loaded({ review }: { review: Review }) {
  const { place } = useWorkplace();
  const mayDecide = useMay("REVIEWS_WRITE");
  const { customer, beneficiaries, history } = review;
  const status = statusWords("customers", customer.status);
  const canAsk = mayDecide && review.possibleDecisions.includes("REQUEST_CORRECTION");
  return (
    <CorrectionsProvider scope={customer.id} isOffered={canAsk} asked={customer.corrections}>
      <ReviewFrame
        kind="customers"
        id={customer.id}
        title={customer.companyName}
        marks={<Status tone={status.tone}>{status.word}</Status>}
        facts={<Mono value={customer.id} short={shortId(customer.id)} label="customer id" />}
        bar={
          <ReviewDecisions
            target={customerTarget(place, customer.id)}
            name={customer.companyName}
            updatedAt={customer.updatedAt}
            review={review}
            says={<WhatStands kind="customers" status={customer.status} review={review} />}
          />
        }
      >
        <ReviewNotices
          reason={customer.statusReason}
          blockedBecause={review.approvalBlockedBecause}
          screening={customer.screening}
        />
        <div className="grid items-start gap-x-8 gap-y-10 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-8">
            <CustomerFacts customer={customer} />
            <Section title="Beneficiaries">
              <BeneficiaryList beneficiaries={beneficiaries.items} hasMore={beneficiaries.hasMore} />
            </Section>
            <Section title="History">
              <ReviewHistory kind="customers" history={history} />
            </Section>
          </div>
          <div className="flex min-w-0 flex-col lg:sticky lg:top-14 lg:h-[calc(100dvh-17.5rem)] lg:min-h-144 max-lg:has-[button]:order-first">
            <DocumentsViewer documents={documentsOf(customer)} />
          </div>
        </div>
      </ReviewFrame>
    </CorrectionsProvider>
  );
}
