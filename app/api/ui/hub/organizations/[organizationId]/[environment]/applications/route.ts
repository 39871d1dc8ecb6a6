import { listApplications } from "@/lib/operations/applications/list";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listApplications);
