"use client";

import { Fact, FactGroup, Said } from "@/components/hub/reviews/fact";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { shortId } from "@/lib/client/words";
import type { PaymentView } from "@/lib/schemas/payment";

/** What the partner says about the payment, and what became of it. */
export function PaymentFacts({ payment }: { payment: PaymentView }) {
  return (
    <FactGroup title="Payment">
      <Fact term="Internal reference" field="internalReference">
        <Said value={payment.internalReference} />
      </Fact>
      <Fact term="Invoice number" field="invoiceNumber">
        <Said value={payment.invoiceNumber} />
      </Fact>
      <Fact term="Purpose">
        <Said value={payment.purpose} />
      </Fact>
      <Fact term="Documents" field="documentIds">
        {payment.documentIds.length === 0 ? (
          <span className="text-muted-foreground">None</span>
        ) : payment.documentIds.length === 1 ? (
          "1 document"
        ) : (
          `${payment.documentIds.length} documents`
        )}
      </Fact>
      <Fact term="Quote">
        <Mono value={payment.quoteId} short={shortId(payment.quoteId)} label="quote id" />
      </Fact>
      <Fact term="Created">
        <RelativeTime at={payment.createdAt} />
      </Fact>
      {payment.approvedAt === null ? null : (
        <Fact term="Approved">
          <RelativeTime at={payment.approvedAt} />
        </Fact>
      )}
      {payment.completedAt === null ? null : (
        <Fact term="Completed">
          <RelativeTime at={payment.completedAt} />
        </Fact>
      )}
      {payment.settlementReference === null ? null : (
        <Fact term="Settlement reference">
          <Mono value={payment.settlementReference} label="settlement reference" />
        </Fact>
      )}
    </FactGroup>
  );
}
