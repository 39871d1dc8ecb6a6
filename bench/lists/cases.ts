/** The lists that are measured. */
import { COMMON_WORD, type Filled, OLD_WORD, RARE_WORD } from "@/bench/lists/fill";
import type { ListCase } from "@/bench/lists/measure";

/** Texts that few names contain are found by an index that has no order, so every page gathers all that contain them. */
const GATHERED = "grows with the number of names that contain the text";

export function listCases({ customerId, beneficiaryId }: Filled): ListCase[] {
  const customers = "/api/v1/customers";
  const beneficiaries = `${customers}/${customerId}/beneficiaries`;
  const documents = "/api/v1/documents";
  const payments = "/api/v1/payment";
  const tickets = "/api/v1/support/tickets";
  const status = "COMPLETED";
  return [
    { title: "customers", path: customers, query: {} },
    { title: "customers, status=APPROVED", path: customers, query: { status: "APPROVED" } },
    {
      title: "customers, status=SUSPENDED (the oldest alone)",
      path: customers,
      query: { status: "SUSPENDED" },
    },
    { title: `customers, q=${COMMON_WORD} (1 in 4)`, path: customers, query: { q: COMMON_WORD } },
    { title: `customers, q=${RARE_WORD} (1 in 50,000)`, path: customers, query: { q: RARE_WORD } },
    {
      title: `customers, q=${OLD_WORD} (the oldest alone)`,
      path: customers,
      query: { q: OLD_WORD },
      limit: GATHERED,
    },
    { title: "beneficiaries of one customer", path: beneficiaries, query: {} },
    {
      title: "beneficiaries of one customer, status=APPROVED",
      path: beneficiaries,
      query: { status: "APPROVED" },
    },
    { title: "documents", path: documents, query: {} },
    { title: "documents, type=OTHER", path: documents, query: { type: "OTHER" } },
    { title: "documents of one customer", path: documents, query: { customerId } },
    {
      title: "documents of one customer, type=OTHER",
      path: documents,
      query: { customerId, type: "OTHER" },
    },
    { title: "payments", path: payments, query: {} },
    { title: "payments, status=COMPLETED", path: payments, query: { status } },
    { title: "payments of one customer", path: payments, query: { customerId } },
    { title: "payments of one customer, status=COMPLETED", path: payments, query: { customerId, status } },
    { title: "payments to one beneficiary", path: payments, query: { beneficiaryId } },
    {
      title: "payments to one beneficiary, status=COMPLETED",
      path: payments,
      query: { beneficiaryId, status },
    },
    { title: "tickets", path: tickets, query: {} },
    { title: "tickets, status=CLOSED", path: tickets, query: { status: "CLOSED" } },
  ];
}
