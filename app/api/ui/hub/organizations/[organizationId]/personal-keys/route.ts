import { reviewPersonalKeys } from "@/lib/operations/personal-keys/list";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(reviewPersonalKeys);
