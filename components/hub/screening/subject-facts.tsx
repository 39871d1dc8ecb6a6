"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { FreeText } from "@/components/audit/free-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { useWorkplace } from "@/components/workplace";
import { countryWords } from "@/lib/client/hub-customer-fields";
import { factsBesides, formatScore, subjectWords } from "@/lib/client/hub-screening";
import { statusWords } from "@/lib/client/hub-words";
import { routes } from "@/lib/routes";
import type { ScreeningReview } from "@/lib/schemas/screening";

/** Who the subject is, what was looked for, and by which rules. */
export function SubjectFacts({ review }: { review: ScreeningReview }) {
  const { subject, customer, query } = review;
  return (
    <>
      <Facts title="Subject">
        <Row term="Kind">{subjectWords(subject.subjectType)}</Row>
        <CustomerRow review={review} />
        {subject.beneficiaryId === null ? null : <BeneficiaryRow id={subject.beneficiaryId} />}
        {factsBesides(review).map(({ label, value }) => (
          <Row key={`${label} ${value}`} term={label}>
            <FreeText>{value}</FreeText>
          </Row>
        ))}
        {subject.subjectType === "CUSTOMER" ? null : (
          <Row term="Incorporated in">{countryWords(customer.countryOfIncorporationId)}</Row>
        )}
      </Facts>
      <Facts title="Looked for">
        {query.properties.map(({ key, label, values }) => (
          <Row key={key} term={label}>
            {values.map((value) => (
              <span key={value} className="block">
                <FreeText>{value}</FreeText>
              </span>
            ))}
          </Row>
        ))}
      </Facts>
      <Facts title="How">
        <Row term="Last screened">
          {subject.lastScreenedAt === null ? "Never" : <RelativeTime at={subject.lastScreenedAt} />}
        </Row>
        <Row term="Next">
          <RelativeTime at={subject.nextDueAt} />
        </Row>
        <Row term="Rules">{query.algorithm}</Row>
        <Row term="Threshold">{formatScore(query.threshold)}</Row>
        <Row term="Lists">{query.datasetScope}</Row>
        <Row term="Versions">{query.dataVersion ?? "–"}</Row>
        {query.topicsScope.length === 0 ? null : <Row term="Topics">{query.topicsScope.join(", ")}</Row>}
      </Facts>
    </>
  );
}

function CustomerRow({ review: { customer } }: { review: ScreeningReview }) {
  const { place } = useWorkplace();
  const status = statusWords("customers", customer.status);
  return (
    <Row term="Customer">
      <Link
        href={routes.hubReview(place.organizationId, place.environment, "customers", customer.id)}
        prefetch={false}
        className="rounded-sm font-medium underline-offset-4 hover:underline"
      >
        <FreeText>{customer.companyName}</FreeText>
      </Link>
      <span className="block">
        <Status tone={status.tone}>{status.word}</Status>
      </span>
    </Row>
  );
}

function BeneficiaryRow({ id }: { id: string }) {
  const { place } = useWorkplace();
  return (
    <Row term="Beneficiary">
      <Link
        href={routes.hubReview(place.organizationId, place.environment, "beneficiaries", id)}
        prefetch={false}
        className="rounded-sm font-medium underline-offset-4 hover:underline"
      >
        Its review
      </Link>
    </Row>
  );
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h2 className="font-medium text-[0.8125rem] text-muted-foreground">{title}</h2>
      <dl className="divide-y divide-border border-border border-y">{children}</dl>
    </section>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-x-4 py-1.5">
      <dt className="w-28 shrink-0 text-muted-foreground">{term}</dt>
      <dd className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
