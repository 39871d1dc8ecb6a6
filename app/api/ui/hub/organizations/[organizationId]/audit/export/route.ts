import { auditExportEndpoint } from "@/lib/web/audit-export-endpoint";

export const GET = auditExportEndpoint("hub");
