import { listAuditEvents } from "@/lib/operations/audit-history/list";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listAuditEvents);
