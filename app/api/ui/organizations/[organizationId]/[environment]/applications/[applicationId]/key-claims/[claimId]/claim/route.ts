import { claimKey } from "@/lib/operations/applications/key-claims";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(claimKey, { status: 201 });
