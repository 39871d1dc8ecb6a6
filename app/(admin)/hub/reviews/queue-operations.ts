import type { ReviewQueue } from "@/lib/client/hub-queue";
import { listBeneficiaryQueue } from "@/lib/operations/beneficiaries/queue";
import { listCustomerQueue } from "@/lib/operations/customers/queue";
import { listPaymentQueue, listSettlementQueue } from "@/lib/operations/payments/queue";
import { listScreeningQueue } from "@/lib/operations/screening/queue";

/** What lists each queue of the reviews page. */
export const QUEUE_OPERATIONS = {
  customers: listCustomerQueue,
  beneficiaries: listBeneficiaryQueue,
  payments: listPaymentQueue,
  settlements: listSettlementQueue,
  screening: listScreeningQueue,
} satisfies Record<ReviewQueue, unknown>;
