import { getRequest } from "@/lib/operations/requests/get";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getRequest);
