import { revertSigningKey } from "@/lib/operations/applications/revert-signing-key";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(revertSigningKey);
