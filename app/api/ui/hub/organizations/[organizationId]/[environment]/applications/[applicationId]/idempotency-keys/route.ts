import { listIdempotencyKeys } from "@/lib/operations/idempotency/list";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listIdempotencyKeys);
