import { deleteMembersPersonalKey } from "@/lib/operations/personal-keys/delete";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(deleteMembersPersonalKey);
