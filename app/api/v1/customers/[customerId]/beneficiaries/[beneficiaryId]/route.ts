import { endpoint } from "@/lib/api/endpoint";
import { getBeneficiary } from "@/lib/operations/beneficiaries/get";
import { updateBeneficiary } from "@/lib/operations/beneficiaries/update";

export const GET = endpoint(getBeneficiary, { parameters: { beneficiaryId: "id" } });
export const PATCH = endpoint(updateBeneficiary, { parameters: { beneficiaryId: "id" } });
