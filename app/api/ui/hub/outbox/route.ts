import { listOutbox } from "@/lib/operations/outbox";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listOutbox, { place: "deployment" });
