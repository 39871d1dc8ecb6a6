import { getOrganization } from "@/lib/operations/hub/get-organization";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getOrganization);
