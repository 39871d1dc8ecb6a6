import { getApplication } from "@/lib/operations/applications/get";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getApplication);
