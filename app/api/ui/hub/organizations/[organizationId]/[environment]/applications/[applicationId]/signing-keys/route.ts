import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(replaceSigningKey, { status: 201 });
