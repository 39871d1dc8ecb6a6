import { listRequests } from "@/lib/operations/requests/list";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(listRequests);
