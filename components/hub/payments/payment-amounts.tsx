"use client";

import type { ReactNode } from "react";
import { AskButton, Asked } from "@/components/hub/reviews/fact";
import { formatAmount } from "@/lib/client/hub-words";
import type { PaymentView } from "@/lib/schemas/payment";

/** What is paid, what it costs, at which rate, and what arrives. */
export function PaymentAmounts({ payment }: { payment: PaymentView }) {
  const { payout, fee } = payment.priceBreakdown;
  return (
    <section aria-label="Amounts" className="flex flex-col gap-2">
      <dl className="grid rounded-lg border border-border max-sm:divide-y max-sm:divide-border sm:grid-cols-2 lg:grid-cols-4 lg:divide-x lg:divide-border">
        <Figure term="Customer pays" ask={<AskButton field="amount" label="Amount" />}>
          <Money amount={payment.paymentAmount} code={payment.paymentCurrencyCode} isLarge />
        </Figure>
        <Figure term={fee.label}>
          <Money amount={fee.amount} code={fee.currencyCode} />
        </Figure>
        <Figure term="Rate">
          <span className="tabular-nums">
            1 {payment.paymentCurrencyCode} = {formatAmount(payment.rate)} {payment.targetCurrencyCode}
          </span>
        </Figure>
        <Figure term={payout.label}>
          <Money amount={payment.totalTarget} code={payment.targetCurrencyCode} isLarge />
        </Figure>
      </dl>
      <Asked field="amount" />
    </section>
  );
}

function Figure({ term, ask, children }: { term: string; ask?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1 p-4 text-right max-sm:text-left">
      <dt className="flex items-center justify-end gap-1 text-[0.8125rem] text-muted-foreground max-sm:justify-start">
        {term}
        {ask}
      </dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function Money({ amount, code, isLarge = false }: { amount: string; code: string; isLarge?: boolean }) {
  return (
    <span className={isLarge ? "font-semibold text-lg tabular-nums" : "tabular-nums"}>
      {formatAmount(amount)}{" "}
      <span className="font-normal text-[0.8125rem] text-muted-foreground">{code}</span>
    </span>
  );
}
