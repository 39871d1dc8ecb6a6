import { getRequestFigures } from "@/lib/operations/requests/figures";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getRequestFigures);
