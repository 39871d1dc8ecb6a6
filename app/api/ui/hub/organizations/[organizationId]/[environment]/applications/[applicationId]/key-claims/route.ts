import { prepareKeyClaim } from "@/lib/operations/applications/key-claims";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(prepareKeyClaim, { status: 201 });
