import { listAuditEvents } from "@/lib/operations/audit-history/list";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(listAuditEvents);
