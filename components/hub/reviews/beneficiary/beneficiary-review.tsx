"use client";

import Link from "next/link";
import { FreeText } from "@/components/audit/free-text";
import { BeneficiaryFacts } from "@/components/hub/reviews/beneficiary/beneficiary-facts";
import { CorrectionsProvider } from "@/components/hub/reviews/corrections";
import { FieldFacts } from "@/components/hub/reviews/customer/field-facts";
import { FactGroup } from "@/components/hub/reviews/fact";
import { PartyReview } from "@/components/hub/reviews/party-review";
import { ReviewLoader } from "@/components/hub/reviews/review-loader";
import { ScreeningMarks } from "@/components/hub/reviews/screening-marks";
import { Status } from "@/components/ui/status";
import { useWorkplace } from "@/components/workplace";
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
  const { beneficiary, customer } = review;
  return (
    <PartyReview
      target={beneficiaryTarget(place, beneficiary.id)}
      noun="beneficiary"
      party={beneficiary}
      review={review}
      facts={<BeneficiaryFacts beneficiary={beneficiary} />}
      beside={<PayingCustomer customer={customer} />}
    />
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
