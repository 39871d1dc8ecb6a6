import { previewChange } from "@/lib/operations/applications/what-if";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(previewChange);
