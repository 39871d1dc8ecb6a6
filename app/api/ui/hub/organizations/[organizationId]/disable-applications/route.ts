import { disableAllApplications } from "@/lib/operations/hub/disable-all-applications";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(disableAllApplications);
