import { endSigningKeyOverlap } from "@/lib/operations/applications/end-signing-key-overlap";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(endSigningKeyOverlap);
