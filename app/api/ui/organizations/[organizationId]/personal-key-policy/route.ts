import { setPersonalKeyPolicy } from "@/lib/operations/personal-keys/policy";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(setPersonalKeyPolicy);
