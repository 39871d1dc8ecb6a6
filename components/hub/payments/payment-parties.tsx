"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { FreeText } from "@/components/audit/free-text";
import { ScreeningMarks } from "@/components/hub/reviews/screening-marks";
import { LinkPending } from "@/components/ui/link-pending";
import { Mono } from "@/components/ui/mono";
import { Status } from "@/components/ui/status";
import { useWorkplace } from "@/components/workplace";
import { countryWords, industryWords } from "@/lib/client/hub-customer-fields";
import { enumWords, type StatusWords, statusWords } from "@/lib/client/hub-words";
import { routes } from "@/lib/routes";
import type { PaymentReview } from "@/lib/schemas/review-payment";
import type { BeneficiaryScreeningSummary } from "@/lib/schemas/screening";

/** Who pays whom, side by side. */
export function PaymentParties({ review }: { review: PaymentReview }) {
  const { place } = useWorkplace();
  const { customer, beneficiary } = review;
  const at = (part: "customers" | "beneficiaries", id: string) =>
    routes.hubReview(place.organizationId, place.environment, part, id);
  return (
    <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-2">
      <Party
        title="Customer"
        name={customer.companyName}
        href={at("customers", customer.id)}
        status={statusWords("customers", customer.status)}
        screening={customer.screening}
      >
        <Row term="Registration number">{customer.registrationNumber}</Row>
        <Row term="Incorporated in">{countryWords(customer.countryOfIncorporationId)}</Row>
        <Row term="Industry">{industryWords(customer.businessIndustryId)}</Row>
        <Row term="Purpose">{words(customer.primaryBusinessPurpose)}</Row>
        <Row term="Source of funds">{words(customer.sourceOfFunds)}</Row>
        <Row term="Payments a month, USD">{customer.expectedMonthlyPaymentsUsd}</Row>
        <Row term="Average payment, USD">{customer.averageTransactionAmountUsd}</Row>
      </Party>
      <Party
        title="Beneficiary"
        name={beneficiary.companyName}
        href={at("beneficiaries", beneficiary.id)}
        status={statusWords("beneficiaries", beneficiary.status)}
        screening={beneficiary.screening}
        isReceiver
      >
        <Row term="Country">{countryWords(beneficiary.country)}</Row>
        <Row term="Address">{[beneficiary.address, beneficiary.zipCode].filter(Boolean).join(", ")}</Row>
        <Row term="Account currency">{beneficiary.currencyCode}</Row>
        <AccountNumber term="IBAN" value={beneficiary.iban} />
        <AccountNumber term="Account number" value={beneficiary.accountNumber} />
        <AccountNumber term="BIC" value={beneficiary.bankBic} />
        <AccountNumber term="Wire routing number" value={beneficiary.wireRoutingNumber} />
        <AccountNumber term="ACH routing number" value={beneficiary.achRoutingNumber} />
        <Row term="Bank">{beneficiary.bankName}</Row>
        <Row term="Bank's country">
          {beneficiary.bankCountryCode === undefined ? null : countryWords(beneficiary.bankCountryCode)}
        </Row>
        {beneficiary.bankAddress === undefined ? null : (
          <Row term="Bank's address">{beneficiary.bankAddress}</Row>
        )}
        {beneficiary.intermediaryBank === undefined ? null : (
          <Row term="Intermediary bank">{beneficiary.intermediaryBank}</Row>
        )}
      </Party>
    </div>
  );
}

function words(choice: string | undefined): string | undefined {
  return choice === undefined ? undefined : enumWords(choice);
}

type PartyProps = {
  title: string;
  name: string;
  href: string;
  status: StatusWords;
  screening: BeneficiaryScreeningSummary | null;
  isReceiver?: boolean;
  children: ReactNode;
};

function Party({ title, name, href, status, screening, isReceiver = false, children }: PartyProps) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <div>
        <h2 className="flex items-center gap-1.5 text-[0.8125rem] text-muted-foreground">
          {isReceiver ? <ArrowRight className="size-3.5" aria-hidden="true" /> : null}
          {title}
        </h2>
        <Link
          href={href}
          prefetch={false}
          className="rounded-sm font-semibold underline-offset-4 [overflow-wrap:anywhere] hover:underline"
        >
          <FreeText>{name}</FreeText>
          <LinkPending className="ml-2 inline" />
        </Link>
        <div className="flex flex-wrap gap-x-3">
          <Status tone={status.tone}>{status.word}</Status>
          {screening === null ? (
            <Status tone="warning">Not screened yet</Status>
          ) : screening.openMatchCount > 0 || screening.paymentHold ? (
            <ScreeningMarks {...screening} />
          ) : (
            <Status tone="success">Screening clear</Status>
          )}
        </div>
      </div>
      <dl className="divide-y divide-border border-border border-y">{children}</dl>
    </section>
  );
}

/** What was not said for an account is not there; elsewhere it is said that nothing was said. */
function AccountNumber({ term, value }: { term: string; value: string | undefined }) {
  if (value === undefined) return null;
  return (
    <Row term={term}>
      <Mono value={value} label={term} />
    </Row>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  const isText = typeof children === "string";
  return (
    <div className="flex gap-x-4 gap-y-0.5 py-1.5 max-sm:flex-col">
      <dt className="shrink-0 text-muted-foreground sm:w-44">{term}</dt>
      <dd className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {children === undefined || children === null || children === "" ? (
          <span className="text-muted-foreground">Not said</span>
        ) : isText ? (
          <FreeText>{children}</FreeText>
        ) : (
          children
        )}
      </dd>
    </div>
  );
}
