/** A document's content for operator staff who review it, shown in the page instead of saved. */
import { fileResponse } from "@/lib/api/file-response";
import { originOf } from "@/lib/api/wire";
import { reviewDocumentContent } from "@/lib/operations/documents/get-content";
import { recordOperatorRead } from "@/lib/operations/operator-reads";
import { requirePermission, runOperation } from "@/lib/operations/run";
import type { DocumentContentType } from "@/lib/schemas/document-kinds";
import { atOrganization, requireStaff } from "@/lib/web/hub-endpoint";
import { refuseForeignPages } from "@/lib/web/own-pages";
import { handleWithSession, readCall } from "@/lib/web/session-endpoint";

type RouteContext = { params: Promise<Record<string, string>> };

/** `GET …/documents/{id}/content`. Each answer is a look that stands in the partner's history. */
export function documentReviewEndpoint(request: Request, context: RouteContext): Promise<Response> {
  return handleWithSession(request, async ({ runtime, wire, session }) => {
    requireStaff(session);
    refuseForeignPages(wire, "Documents open on the platform's own pages.");
    const { documentId = "", ...place } = await context.params;
    const parameters = { ...place, id: documentId };
    const { principal, pathParameters } = await atOrganization(
      runtime,
      session,
      parameters,
      reviewDocumentContent,
    );
    requirePermission(principal, reviewDocumentContent.permission);
    const { input } = await readCall(request, wire, pathParameters);
    const origin = originOf(wire);
    await recordOperatorRead(runtime, principal, origin);
    const document = await runOperation(runtime, principal, reviewDocumentContent, input, origin);
    return fileResponse(document, {
      documents: runtime.documents,
      scope: principal,
      requestId: wire.requestId,
      disposition: "inline",
      headers: {
        "Content-Security-Policy": policyFor(document.contentType),
        "X-Frame-Options": "SAMEORIGIN",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
      },
    });
  });
}

/**
 * Nothing in the file may load, run or embed anything, and only our own pages may embed it. Browsers refuse to show a PDF
 * in a sandbox at all, so PDFs, whose viewers are sandboxed by themselves, do without.
 */
function policyFor(contentType: DocumentContentType): string {
  const policy = "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
  return contentType === "application/pdf" ? policy : `sandbox; ${policy}`;
}
