/** From Markdown to the HTML of a page, on the server. Raw HTML in the source is dropped. */
import rehypeSlug from "rehype-slug";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { dressCodeBlocks } from "@/lib/docs/code-blocks";
import { element, elementsOf, type HtmlNode, replaceNodes, textOf } from "@/lib/docs/hast";

export type Heading = { depth: 2 | 3; id: string; text: string };

export type RenderedText = { html: string; headings: readonly Heading[] };

const CALLOUTS: Readonly<Record<string, string>> = {
  NOTE: "Note",
  TIP: "Tip",
  IMPORTANT: "Important",
  WARNING: "Warning",
};

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeSlug);
const writer = unified().use(rehypeStringify);

/** The tree before anything is dressed up: what the search index reads. Headings have their anchors. */
export async function parseMarkdown(markdown: string): Promise<HtmlNode> {
  // The libraries' trees are wider than what is used of them here; every member that is used is one of theirs.
  return (await parser.run(parser.parse(markdown))) as HtmlNode;
}

/** HTML and headings of a text that has no title of its own. */
export async function renderMarkdown(markdown: string): Promise<RenderedText> {
  const root = await parseMarkdown(markdown);
  const headings = headingsOf(root);
  replaceNodes(root, (node) => toCallout(node) ?? toTable(node) ?? toAnchoredHeading(node));
  await dressCodeBlocks(root);
  // As above, the other way round.
  const html = writer.stringify(root as Parameters<typeof writer.stringify>[0]);
  return { html, headings };
}

function headingsOf(root: HtmlNode): Heading[] {
  return [...elementsOf(root)].flatMap((node): Heading[] => {
    const depth = node.tagName === "h2" ? 2 : node.tagName === "h3" ? 3 : null;
    return depth === null ? [] : [{ depth, id: String(node.properties?.id), text: textOf(node) }];
  });
}

/** A quotation that begins with `[!NOTE]`, as GitHub shows them. */
function toCallout(node: HtmlNode): HtmlNode | undefined {
  if (node.tagName !== "blockquote") return undefined;
  const paragraph = node.children?.find(({ tagName }) => tagName === "p");
  const first = paragraph?.children?.[0];
  const kind = /^\[!([A-Z]+)\]\s*/.exec(first?.value ?? "");
  const label = CALLOUTS[kind?.[1] ?? ""];
  if (first === undefined || kind === null || label === undefined) return undefined;
  first.value = (first.value ?? "").slice(kind[0].length);
  return element("aside", { className: ["docs-callout"], dataKind: label.toLowerCase(), ariaLabel: label }, [
    element("p", { className: ["docs-callout-label"], ariaHidden: "true" }, [label]),
    ...(node.children ?? []),
  ]);
}

/** Wide tables scroll by themselves, by keyboard too. Where the first column has no heading, its cells head their rows. */
function toTable(node: HtmlNode): HtmlNode | undefined {
  if (node.tagName !== "table") return undefined;
  const [corner] = [...elementsOf(node)].filter(({ tagName }) => tagName === "th");
  if (corner !== undefined && textOf(corner) === "") headRows(node);
  return element("div", { className: ["docs-table"], tabIndex: 0, role: "region", ariaLabel: "Table" }, [
    node,
  ]);
}

function headRows(table: HtmlNode): void {
  for (const row of elementsOf(table)) {
    const first =
      row.tagName === "tr" ? row.children?.find(({ tagName }) => tagName !== undefined) : undefined;
    if (first?.tagName !== "td") continue;
    first.tagName = "th";
    first.properties = { ...first.properties, scope: "row" };
  }
}

function toAnchoredHeading(node: HtmlNode): HtmlNode | undefined {
  if (!/^h[2-4]$/.test(node.tagName ?? "")) return undefined;
  const id = String(node.properties?.id);
  const link = element(
    "a",
    { className: ["docs-anchor"], href: `#${id}`, dataCopyLink: "", ariaLabel: `Link to “${textOf(node)}”` },
    [element("span", { ariaHidden: "true" }, ["#"])],
  );
  return { ...node, children: [...(node.children ?? []), link] };
}
