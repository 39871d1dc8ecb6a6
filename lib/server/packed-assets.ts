/** Scripts and styles of the build, compressed with it (`scripts/pack-assets.ts`) and sent without work for each request. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { NextHandler } from "@/lib/server/front";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** Each holds its content's hash in its name, as the framework names them. */
export type PackedAssets = ReadonlyMap<string, { type: string; bytes: Buffer }>;

const PREFIX = "/_next/static/";

/** Answers what was compressed, for clients that take brotli, and leaves everything else to the handler that is given. */
export function withPackedAssets(folder: string, handle: NextHandler): NextHandler {
  const assets = readPackedAssets(folder);
  return async (request, response) => {
    const asset = assets.get(request.url ?? "");
    if (asset === undefined || !acceptsBrotli(request.headers["accept-encoding"])) {
      return handle(request, response);
    }
    response.writeHead(200, {
      "Content-Type": asset.type,
      "Content-Encoding": "br",
      "Content-Length": asset.bytes.byteLength,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
    });
    response.end(request.method === "HEAD" ? undefined : asset.bytes);
  };
}

/** Whether an `Accept-Encoding` (RFC 9110, section 12.5.3) names brotli, and does not exclude it. */
export function acceptsBrotli(header: string | undefined): boolean {
  return (header ?? "").split(",").some((entry) => {
    const [name, ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    return name === "br" && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/** What lies in the folder, by the path under which it is asked for; nothing where there is no folder. */
export function readPackedAssets(folder: string): PackedAssets {
  const found = new Map<string, { type: string; bytes: Buffer }>();
  for (const name of namesIn(folder)) {
    const type = MEDIA_TYPES[path.extname(name)];
    if (type === undefined) continue;
    found.set(`${PREFIX}${name.split(path.sep).join("/")}`, {
      type,
      bytes: readFileSync(path.join(folder, name)),
    });
  }
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
}
