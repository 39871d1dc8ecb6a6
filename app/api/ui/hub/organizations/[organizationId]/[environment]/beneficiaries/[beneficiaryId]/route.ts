import { getBeneficiaryReview } from "@/lib/operations/beneficiaries/review";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getBeneficiaryReview);
