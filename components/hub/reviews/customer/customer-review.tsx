"use client";

import { BeneficiaryList } from "@/components/hub/reviews/customer/beneficiary-list";
import { CustomerFacts } from "@/components/hub/reviews/customer/customer-facts";
import { DocumentsViewer } from "@/components/hub/reviews/documents-viewer";
import { PartyReview } from "@/components/hub/reviews/party-review";
import { ReviewLoader } from "@/components/hub/reviews/review-loader";
import { Section } from "@/components/ui/section";
import { useWorkplace } from "@/components/workplace";
import { customerReviewQuery, customerTarget } from "@/lib/client/hub-customers";
import { documentsOf } from "@/lib/client/hub-documents";
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
  const { customer, beneficiaries } = review;
  return (
    <PartyReview
      target={customerTarget(place, customer.id)}
      noun="customer"
      party={customer}
      review={review}
      facts={
        <>
          <CustomerFacts customer={customer} />
          <Section title="Beneficiaries">
            <BeneficiaryList beneficiaries={beneficiaries.items} hasMore={beneficiaries.hasMore} />
          </Section>
        </>
      }
      beside={
        <div className="flex min-w-0 flex-col lg:sticky lg:top-14 lg:h-[calc(100dvh-17.5rem)] lg:min-h-144 max-lg:has-[button]:order-first">
          <DocumentsViewer documents={documentsOf(customer)} />
        </div>
      }
    />
  );
}
