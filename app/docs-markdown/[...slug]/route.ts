import { serveMarkdown } from "@/lib/docs/serve";

/** What `/docs/<slug>.md` leads to, see `next.config.mjs`: a page and a text cannot share an address pattern. */
export async function GET(_request: Request, { params }: { params: Promise<{ slug: string[] }> }) {
  return serveMarkdown((await params).slug.join("/"));
}
