"use client";

import Link from "next/link";
import { FreeText } from "@/components/audit/free-text";
import { ScreeningMarks } from "@/components/hub/reviews/screening-marks";
import { LinkPending } from "@/components/ui/link-pending";
import { Status } from "@/components/ui/status";
import { useWorkplace } from "@/components/workplace";
import { countryWords } from "@/lib/client/hub-customer-fields";
import { statusWords } from "@/lib/client/hub-words";
import { routes } from "@/lib/routes";
import type { BeneficiaryView } from "@/lib/schemas/beneficiary";

type BeneficiaryListProps = { beneficiaries: readonly BeneficiaryView[]; hasMore: boolean };

/** Whom the customer pays, newest first. */
export function BeneficiaryList({ beneficiaries, hasMore }: BeneficiaryListProps) {
  const { place } = useWorkplace();
  if (beneficiaries.length === 0) return <p className="text-muted-foreground">None yet.</p>;
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label="Beneficiaries" className="flex flex-col divide-y divide-border border-border border-y">
        {beneficiaries.map((beneficiary) => {
          const status = statusWords("beneficiaries", beneficiary.status);
          return (
            <li
              key={beneficiary.id}
              className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2"
            >
              <span className="min-w-0 flex-1 basis-40">
                <Link
                  href={routes.hubReview(
                    place.organizationId,
                    place.environment,
                    "beneficiaries",
                    beneficiary.id,
                  )}
                  prefetch={false}
                  className="rounded-sm font-medium [overflow-wrap:anywhere] hover:underline hover:underline-offset-4"
                >
                  <FreeText>{beneficiary.companyName}</FreeText>
                  <LinkPending className="ml-2 inline" />
                </Link>
                <span className="block text-[0.8125rem] text-muted-foreground">
                  {countryWords(beneficiary.country)} · {beneficiary.currencyCode}
                </span>
              </span>
              <span className="flex flex-wrap gap-x-3">
                <Status tone={status.tone}>{status.word}</Status>
                {beneficiary.screening === null ||
                (beneficiary.screening.openMatchCount === 0 && !beneficiary.screening.paymentHold) ? null : (
                  <ScreeningMarks {...beneficiary.screening} />
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {hasMore ? (
        <p className="text-[0.8125rem] text-muted-foreground">There are more; these are the newest.</p>
      ) : null}
    </div>
  );
}
