import { listBeneficiaryQueue } from "@/lib/operations/beneficiaries/queue";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listBeneficiaryQueue, { place: "deployment" });
