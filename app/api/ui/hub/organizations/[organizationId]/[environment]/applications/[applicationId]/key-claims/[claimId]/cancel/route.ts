import { cancelKeyClaim } from "@/lib/operations/applications/key-claims";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(cancelKeyClaim);
