import { setApplicationAddressList } from "@/lib/operations/applications/address-list";
import { getApplicationAddresses } from "@/lib/operations/applications/address-report";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getApplicationAddresses);
export const POST = sessionEndpoint(setApplicationAddressList);
