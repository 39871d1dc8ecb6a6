import { getApplication } from "@/lib/operations/applications/get";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getApplication);
