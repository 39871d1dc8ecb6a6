import { copyApplicationToProduction } from "@/lib/operations/applications/copy-to-production";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(copyApplicationToProduction, { status: 201 });
