import { createReplacementKey } from "@/lib/operations/applications/api-keys";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(createReplacementKey, { status: 201 });
