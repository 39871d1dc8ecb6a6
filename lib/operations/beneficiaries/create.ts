import { type BeneficiaryRow, insertBeneficiary } from "@/db/queries/beneficiaries";
import { newUuid, toPublicId } from "@/lib/ids";
import { toBeneficiaryColumns } from "@/lib/operations/beneficiaries/columns";
import { announceBeneficiary } from "@/lib/operations/beneficiaries/view";
import { requireHeldCustomer } from "@/lib/operations/customers/find";
import { writeOperation } from "@/lib/operations/operation";
import { scheduleBeneficiaryReview } from "@/lib/operations/reviews/schedule";
import { screenBeneficiary } from "@/lib/operations/screening/screen";
import { beneficiarySchema, createBeneficiarySchema } from "@/lib/schemas/beneficiary";

export const createBeneficiary = writeOperation({
  name: "createBeneficiary",
  summary: "Add a beneficiary, a company's bank account, and submit it for review",
  description:
    "Needs `iban` or `accountNumber`. USD at a US bank needs `wireRoutingNumber` or `achRoutingNumber`, any other account `bankBic`. The countries in `iban`, `bankBic` and `bankCountryCode` have to agree.",
  permission: "BENEFICIARIES_WRITE",
  audit: "beneficiary.created",
  input: createBeneficiarySchema,
  output: beneficiarySchema,
  run: async (context, { customerId, ...fields }) => {
    const { tx, scope, now } = context;
    const customer = await requireHeldCustomer(context, customerId);
    const row: BeneficiaryRow = {
      id: newUuid(),
      ...scope,
      customerId: customer.id,
      ...toBeneficiaryColumns(fields),
      status: "PENDING_REVIEW",
      statusReason: null,
      corrections: [],
      correctionCount: 0,
      submittedAt: now,
      createdAt: now,
      updatedAt: now,
    };
    await insertBeneficiary(tx, row);
    context.audit({
      target: { kind: "beneficiary", id: toPublicId("beneficiary", row.id) },
      after: { status: row.status, companyName: row.companyName, customerId },
    });
    await screenBeneficiary(context, row.id);
    await scheduleBeneficiaryReview(context, row);
    return announceBeneficiary(context, "beneficiaries.created", row);
  },
});
