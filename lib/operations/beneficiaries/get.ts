import { requireBeneficiary } from "@/lib/operations/beneficiaries/find";
import { showBeneficiary } from "@/lib/operations/beneficiaries/view";
import { readOperation } from "@/lib/operations/operation";
import { beneficiaryReferenceSchema, beneficiarySchema } from "@/lib/schemas/beneficiary";

export const getBeneficiary = readOperation({
  name: "getBeneficiary",
  summary: "Show a beneficiary with its screening",
  permission: "BENEFICIARIES_READ",
  input: beneficiaryReferenceSchema,
  output: beneficiarySchema,
  run: async (context, reference) => showBeneficiary(context, await requireBeneficiary(context, reference)),
});
