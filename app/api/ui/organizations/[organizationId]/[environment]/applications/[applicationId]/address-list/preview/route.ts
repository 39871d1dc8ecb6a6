import { previewApplicationAddressList } from "@/lib/operations/applications/address-report";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(previewApplicationAddressList);
