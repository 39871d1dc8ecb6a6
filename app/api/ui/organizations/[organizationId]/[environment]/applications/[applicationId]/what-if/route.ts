import { previewChange } from "@/lib/operations/applications/what-if";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(previewChange);
