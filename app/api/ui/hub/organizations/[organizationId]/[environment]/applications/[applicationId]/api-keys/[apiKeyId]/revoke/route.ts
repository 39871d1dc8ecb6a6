import { revokeApiKey } from "@/lib/operations/applications/api-keys";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(revokeApiKey);
