import { listIdempotencyKeys } from "@/lib/operations/idempotency/list";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(listIdempotencyKeys);
