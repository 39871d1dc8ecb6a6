/** The document as this deployment serves it. */
import { createHash } from "node:crypto";
import { NEUTRAL_BASE_URL, openApiDocument } from "@/lib/api/openapi/document";
import type { RouteModules } from "@/lib/api/route-table";
import { settingsOrNull } from "@/lib/settings";

const CACHE_SECONDS = 300;

/** A handler that answers with the document of `modules`, made once; 304 to who has it already. */
export function serveOpenApi(modules: RouteModules): (request: Request) => Response {
  let made: { text: string; etag: string } | undefined;
  return (request) => {
    made ??= write(modules);
    const headers = {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": `public, max-age=${CACHE_SECONDS}`,
      ETag: made.etag,
    };
    const known = knownTags(request);
    const isKnown = known.includes(made.etag) || known.includes("*");
    return isKnown ? new Response(null, { status: 304, headers }) : new Response(made.text, { headers });
  };
}

function write(modules: RouteModules): { text: string; etag: string } {
  const settings = settingsOrNull();
  const document =
    settings === null
      ? openApiDocument(modules, NEUTRAL_BASE_URL)
      : openApiDocument(modules, settings.baseUrl, settings);
  const text = JSON.stringify(document);
  return { text, etag: `"${createHash("sha256").update(text).digest("base64url")}"` };
}

/** What the reader holds (RFC 9110, section 13.1.2); a weak tag counts like its strong form. */
function knownTags(request: Request): string[] {
  return (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
}
