import { revertSigningKey } from "@/lib/operations/applications/revert-signing-key";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(revertSigningKey);
