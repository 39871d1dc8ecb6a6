import { setApplicationAddressList } from "@/lib/operations/applications/address-list";
import { getApplicationAddresses } from "@/lib/operations/applications/address-report";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getApplicationAddresses);
export const POST = hubEndpoint(setApplicationAddressList);
