/** Answers that are the content of a document, whole or one part of it (RFC 9110, section 14). */
import { toOwnedByteStream } from "@/lib/api/byte-stream";
import { headerValue, type Wire } from "@/lib/api/wire";
import { contentDisposition } from "@/lib/documents/file-name";
import type { ByteRange, DocumentStorage } from "@/lib/documents/storage";
import { ApiError } from "@/lib/errors";
import { openContent } from "@/lib/operations/documents/content";
import type { ApiPrincipal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";
import type { Environment } from "@/lib/schemas/common";
import type { DocumentView } from "@/lib/schemas/document";
import { DOCUMENT_CONTENT_TYPES } from "@/lib/schemas/document-kinds";

/** How an endpoint answers with a file. */
export type FileAnswer<Output> = {
  contentTypes: readonly string[];
  respond: (
    call: { runtime: Runtime; principal: ApiPrincipal; wire: Wire },
    output: Output,
  ) => Promise<Response>;
};

/** The content of the document that an operation gives, as an attachment, whole or in part. */
export const documentAnswer: FileAnswer<DocumentView> = {
  contentTypes: DOCUMENT_CONTENT_TYPES,
  respond: ({ runtime, principal, wire }, document) =>
    fileResponse(document, {
      documents: runtime.documents,
      scope: principal,
      requestId: wire.requestId,
      disposition: "attachment",
      range: { range: headerValue(wire, "range"), ifRange: headerValue(wire, "if-range") },
    }),
};

type FileResponseOptions = {
  documents: DocumentStorage;
  scope: { organizationId: string; environment: Environment };
  requestId: string;
  disposition: "attachment" | "inline";
  /** Which part is asked for: the headers `Range` and `If-Range`. */
  range?: { range: string | null; ifRange: string | null };
  headers?: Readonly<Record<string, string>>;
};

/** The content of `document`, read from the storage as the receiver takes it. Throws 416 and 503. */
export async function fileResponse(document: DocumentView, options: FileResponseOptions): Promise<Response> {
  const { documents, scope, requestId, disposition, headers } = options;
  const { sizeBytes, sha256, contentType } = document;
  const etag = `"${sha256}"`;
  const part = options.range === undefined ? null : wantedRange(options.range, etag, sizeBytes);
  const { organizationId, environment } = scope;
  const content = await openContent(documents, { organizationId, environment, sha256 }, part ?? undefined);
  return new Response(toOwnedByteStream(content), {
    status: part === null ? 200 : 206,
    headers: {
      "Content-Type": contentType,
      "Content-Length": String(part === null ? sizeBytes : part.last - part.first + 1),
      "Content-Disposition": contentDisposition(disposition, document.fileName, contentType),
      ...(part === null ? {} : { "Content-Range": `bytes ${part.first}-${part.last}/${sizeBytes}` }),
      ...(options.range === undefined ? {} : { "Accept-Ranges": "bytes" }),
      ETag: etag,
      "Repr-Digest": `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Request-Id": requestId,
      ...headers,
    },
  });
}

/**
 * The one range that is asked for, or `null` for the whole: also for what is no range of bytes and for several ranges,
 * which a server may ignore, and where `If-Range` names another content. Throws 416 for a range beyond the end.
 */
function wantedRange(
  { range, ifRange }: { range: string | null; ifRange: string | null },
  etag: string,
  sizeBytes: number,
): ByteRange | null {
  if (range === null || (ifRange !== null && ifRange.trim() !== etag)) return null;
  const [, from = "", to = ""] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(range) ?? [];
  if (from === "" && to === "") return null;
  const end = sizeBytes - 1;
  if (from === "") {
    const length = Math.min(Number(to), sizeBytes);
    if (length === 0) throw notSatisfiable(sizeBytes);
    return { first: sizeBytes - length, last: end };
  }
  const first = Number(from);
  const last = to === "" ? end : Number(to);
  // A range that ends before it begins is no range (section 14.1.1).
  if (to !== "" && last < first) return null;
  if (first > end) throw notSatisfiable(sizeBytes);
  return { first, last: Math.min(last, end) };
}

function notSatisfiable(sizeBytes: number): ApiError {
  return new ApiError(
    "range_not_satisfiable",
    "range_not_satisfiable",
    `The range begins after the end: the content has ${sizeBytes} bytes, the first of them is byte 0.`,
    { sizeBytes },
    { "Content-Range": `bytes */${sizeBytes}` },
  );
}
