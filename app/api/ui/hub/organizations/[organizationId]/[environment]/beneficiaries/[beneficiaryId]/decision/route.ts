import { decideBeneficiary } from "@/lib/operations/reviews/decide-beneficiary";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(decideBeneficiary);
