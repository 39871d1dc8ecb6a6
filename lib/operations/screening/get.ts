/** The partner's view of screening: what was looked for, what was found, what the operator decided. */
import { z } from "zod";
import { findSubjectRowOfBeneficiary, listSubjectRowsOfCustomer } from "@/db/queries/screening";
import { notFound } from "@/lib/errors";
import { requireBeneficiary } from "@/lib/operations/beneficiaries/find";
import { requireCustomer } from "@/lib/operations/customers/find";
import { readOperation } from "@/lib/operations/operation";
import { PARTNER_READ_ONLY, showSubjects } from "@/lib/operations/screening/load";
import { customerScreeningSchema, screeningSchema } from "@/lib/schemas/screening";

/** Far more than a customer may have persons. */
const MAXIMUM_SUBJECTS = 10_000;

export const getCustomerScreening = readOperation({
  name: "getCustomerScreening",
  summary: "Show what screening of a customer and its persons found",
  description:
    "The customer's own screening, and in `related` that of each of its persons. The operator reviews matches; while one is open, or was found to be true, payments wait and the customer is not approved.",
  permission: "SCREENING_READ",
  input: z.strictObject({ customerId: z.string() }),
  output: customerScreeningSchema,
  run: async (context, { customerId }) => {
    const { tx, scope } = context;
    const customer = await requireCustomer(context, customerId);
    const options = { beneficiaries: false, limit: MAXIMUM_SUBJECTS };
    const subjects = await listSubjectRowsOfCustomer(tx, scope, customer.id, options);
    const views = await showSubjects(context, subjects, customer.companyName, PARTNER_READ_ONLY);
    const own = views.find(({ subject }) => subject.subjectType === "CUSTOMER");
    if (own === undefined) throw notFound("screening of a customer");
    return { ...own, related: views.filter((view) => view !== own) };
  },
});

export const getBeneficiaryScreening = readOperation({
  name: "getBeneficiaryScreening",
  summary: "Show what screening of a beneficiary found",
  description:
    "The operator reviews matches; while one is open, or was found to be true, payments to the beneficiary wait and it is not approved.",
  permission: "SCREENING_READ",
  input: z.strictObject({ customerId: z.string(), id: z.string() }),
  output: screeningSchema,
  run: async (context, { customerId, id }) => {
    const { tx, scope } = context;
    const beneficiary = await requireBeneficiary(context, { customerId, id });
    const customer = await requireCustomer(context, customerId);
    const subject = await findSubjectRowOfBeneficiary(tx, scope, beneficiary.id);
    if (subject === undefined) throw notFound("screening of a beneficiary");
    const [view] = await showSubjects(context, [subject], customer.companyName, PARTNER_READ_ONLY);
    if (view === undefined) throw new Error("A screening subject was not shown.");
    return view;
  },
});
