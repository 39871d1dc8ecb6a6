import { setApplicationPermissions } from "@/lib/operations/applications/settings";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(setApplicationPermissions);
