import { searchOrganizations } from "@/lib/operations/hub/search-organizations";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(searchOrganizations, { place: "deployment" });
