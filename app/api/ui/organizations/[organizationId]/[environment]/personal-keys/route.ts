import { createPersonalKey } from "@/lib/operations/personal-keys/create";
import { listPersonalKeys } from "@/lib/operations/personal-keys/list";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(listPersonalKeys);
export const POST = sessionEndpoint(createPersonalKey, { status: 201 });
