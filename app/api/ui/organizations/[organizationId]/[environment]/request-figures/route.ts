import { getRequestFigures } from "@/lib/operations/requests/figures";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getRequestFigures);
