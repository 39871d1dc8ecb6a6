import { endpoint } from "@/lib/api/endpoint";
import { submitBeneficiary } from "@/lib/operations/beneficiaries/submit";

export const POST = endpoint(submitBeneficiary, { parameters: { beneficiaryId: "id" } });
