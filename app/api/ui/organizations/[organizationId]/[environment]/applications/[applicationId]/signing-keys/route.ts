import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(replaceSigningKey, { status: 201 });
