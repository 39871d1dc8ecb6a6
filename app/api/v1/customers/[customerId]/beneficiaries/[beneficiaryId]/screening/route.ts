import { endpoint } from "@/lib/api/endpoint";
import { getBeneficiaryScreening } from "@/lib/operations/screening/get";

export const GET = endpoint(getBeneficiaryScreening, { parameters: { beneficiaryId: "id" } });
