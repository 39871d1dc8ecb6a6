import { getRequest } from "@/lib/operations/requests/get";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getRequest);
