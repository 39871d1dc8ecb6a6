/** The little that the documentation's renderer needs of HTML trees (hast). */

export type HtmlNode = {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
  value?: string;
  /** What stood behind the language of a fenced block. */
  data?: { meta?: string | null };
};

/** An element with its children. */
export function element(
  tagName: string,
  properties: Record<string, unknown>,
  children: (HtmlNode | string)[] = [],
): HtmlNode {
  return {
    type: "element",
    tagName,
    properties,
    children: children.map((child) => (typeof child === "string" ? { type: "text", value: child } : child)),
  };
}

/** All text below `node`, without markup. */
export function textOf(node: HtmlNode): string {
  return node.value ?? (node.children ?? []).map(textOf).join("");
}

/** Puts what `change` gives back in the place of each child, from the innermost outwards; `undefined` keeps it. */
export function replaceNodes(node: HtmlNode, change: (child: HtmlNode) => HtmlNode | undefined): void {
  if (node.children === undefined) return;
  for (const [index, child] of node.children.entries()) {
    replaceNodes(child, change);
    const changed = change(child);
    if (changed !== undefined) node.children[index] = changed;
  }
}

/** Every element below `node`, in the order of the text. */
export function* elementsOf(node: HtmlNode): Generator<HtmlNode> {
  for (const child of node.children ?? []) {
    if (child.type === "element") yield child;
    yield* elementsOf(child);
  }
}
