import { previewApplicationAddressList } from "@/lib/operations/applications/address-report";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(previewApplicationAddressList);
