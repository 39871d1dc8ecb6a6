import { listRequests } from "@/lib/operations/requests/list";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listRequests);
