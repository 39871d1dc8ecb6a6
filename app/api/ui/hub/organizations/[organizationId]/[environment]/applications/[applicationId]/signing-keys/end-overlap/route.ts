import { endSigningKeyOverlap } from "@/lib/operations/applications/end-signing-key-overlap";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(endSigningKeyOverlap);
