/** The download of an audit history, for members and for staff: an operation that leaves its row, then a stream. */
import { originOf } from "@/lib/api/wire";
import { ApiError, notFound } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { exportAuditHistory, exportedText, exportFileName } from "@/lib/operations/audit-history/export";
import { recordOperatorRead } from "@/lib/operations/operator-reads";
import { requirePermission, runOperation } from "@/lib/operations/run";
import { atOrganization, requireStaff } from "@/lib/web/hub-endpoint";
import { refuseForeignPages } from "@/lib/web/own-pages";
import { toUserPrincipal } from "@/lib/web/principal";
import { handleWithSession, readCall, type SessionCall } from "@/lib/web/session-endpoint";

type RouteContext = { params: Promise<Record<string, string>> };
type Parameters = Record<string, string>;

const CONTENT_TYPES = { jsonl: "application/x-ndjson; charset=utf-8", csv: "text/csv; charset=utf-8" };

/** `GET …/audit/export?format=jsonl|csv` with the list's filters. */
export function auditExportEndpoint(
  area: "partner" | "hub",
): (request: Request, context: RouteContext) => Promise<Response> {
  return (request, context) =>
    handleWithSession(request, async (call) => {
      const { runtime, wire } = call;
      refuseForeignPages(wire, "Exports begin on the platform's own pages.");
      const { principal, pathParameters } = await callerAt(area, call, await context.params);
      const { input } = await readCall(request, wire, pathParameters);
      const { organizationId } = principal;
      const origin = originOf(wire);
      requirePermission(principal, exportAuditHistory.permission);
      if (principal.kind === "operator") await recordOperatorRead(runtime, principal, origin);
      const { format, filter } = await runOperation(runtime, principal, exportAuditHistory, input, origin);
      const fileName = exportFileName(toPublicId("organization", organizationId), format, runtime.clock());
      return new Response(toStream(exportedText(runtime, organizationId, format, filter), wire.requestId), {
        headers: {
          "Content-Type": CONTENT_TYPES[format],
          "Content-Disposition": `attachment; filename="${fileName}"`,
          "Cache-Control": "no-store",
          "X-Content-Type-Options": "nosniff",
          "X-Request-Id": wire.requestId,
        },
      });
    });
}

async function callerAt(area: "partner" | "hub", { runtime, session }: SessionCall, parameters: Parameters) {
  if (area === "hub") {
    requireStaff(session);
    return atOrganization(runtime, session, parameters, exportAuditHistory);
  }
  const { organizationId = "", ...pathParameters } = parameters;
  const principal = toUserPrincipal(session, organizationId, "sandbox");
  if (principal === null) throw notFound("organization");
  return { principal, pathParameters };
}

/** Reads on as the browser takes it. An answer that has begun can only break off, which the last line's absence shows. */
function toStream(text: AsyncGenerator<string>, requestId: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await text.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        logError("an audit export broke off", error, { requestId });
        controller.error(new ApiError("internal_error", "internal_error", "The export broke off."));
      }
    },
    cancel: async () => {
      await text.return(undefined);
    },
  });
}
