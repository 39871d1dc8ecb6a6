import { deleteApplication } from "@/lib/operations/applications/state";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(deleteApplication);
