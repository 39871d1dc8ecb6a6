import { deletePersonalKey } from "@/lib/operations/personal-keys/delete";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(deletePersonalKey);
