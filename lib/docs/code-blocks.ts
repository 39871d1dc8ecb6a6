/**
 * Fenced blocks as the pages show them: with a heading and a copy button, and runs of blocks that name a `tab` as one
 * group. Without JavaScript the blocks of a group stand one after another, each under its language.
 */
import { element, type HtmlNode, textOf } from "@/lib/docs/hast";
import { highlight } from "@/lib/docs/highlight";
import { FENCE_LABELS, SAMPLE_LANGUAGES, type SampleLanguage } from "@/lib/docs/languages";

type Block = { fence: string; title: string | null; language: SampleLanguage | null; figure: HtmlNode };

/** Values of a fence's `name="value"` and `name=value` pairs. */
export function fenceMeta(meta: string): ReadonlyMap<string, string> {
  return new Map(
    [...meta.matchAll(/([a-z]+)=(?:"([^"]*)"|(\S+))/g)].map(([, name = "", quoted, bare]) => [
      name,
      quoted ?? bare ?? "",
    ]),
  );
}

/** Replaces every `pre` below `root`; `takeNumber` gives each tab group a number of its own on its page. */
export async function dressCodeBlocks(root: HtmlNode): Promise<void> {
  let groups = 0;
  const takeNumber = () => {
    groups += 1;
    return groups;
  };
  await dressChildren(root, takeNumber);
}

async function dressChildren(node: HtmlNode, takeNumber: () => number): Promise<void> {
  const dressed: HtmlNode[] = [];
  let run: Block[] = [];
  const endRun = () => {
    if (run.length > 0) dressed.push(tabGroup(run, takeNumber()));
    run = [];
  };
  for (const child of node.children ?? []) {
    const block = await readBlock(child);
    if (block?.language != null) {
      run.push(block);
      continue;
    }
    // White space between two fences of a group is not shown anyway.
    if (child.type === "text" && (child.value ?? "").trim() === "" && run.length > 0) continue;
    endRun();
    if (block === null) await dressChildren(child, takeNumber);
    dressed.push(block === null ? child : block.figure);
  }
  endRun();
  if (node.children !== undefined) node.children = dressed;
}

async function readBlock(node: HtmlNode): Promise<Block | null> {
  const code = node.tagName === "pre" ? node.children?.[0] : undefined;
  if (code === undefined) return null;
  const classes = code.properties?.className;
  const fence = (Array.isArray(classes) ? String(classes[0]) : "language-text").replace(/^language-/, "");
  const meta = fenceMeta(code.data?.meta ?? "");
  const title = meta.get("title") ?? null;
  const language = SAMPLE_LANGUAGES.find(({ id }) => id === meta.get("tab"))?.id ?? null;
  const text = textOf(code).replace(/\n$/, "");
  const label = title ?? FENCE_LABELS[fence] ?? "Text";
  const figure = element("figure", { className: ["docs-code"] }, [
    element("figcaption", {}, [
      element("span", { className: title === null ? [] : ["docs-file"] }, [label]),
      element("button", { type: "button", dataCopyCode: "", ariaLabel: `Copy: ${label}` }, ["Copy"]),
    ]),
    element("pre", { tabIndex: 0, ariaLabel: label, role: "region" }, [
      element("code", {}, await highlight(text, fence)),
    ]),
  ]);
  return { fence, title, language, figure };
}

/** Which panel is seen is decided by CSS, from the language at the root element; see `docs.css`. */
function tabGroup(blocks: readonly Block[], number: number): HtmlNode {
  const languages = [...new Set(blocks.map(({ language }) => language))];
  const named = SAMPLE_LANGUAGES.filter(({ id }) => languages.includes(id));
  const panelId = (id: string) => `sample-${number}-${id}`;
  const tabs = named.map(({ id, label }) =>
    element("button", { type: "button", role: "tab", dataTab: id, ariaControls: panelId(id), tabIndex: -1 }, [
      label,
    ]),
  );
  const panels = named.map(({ id, label }) =>
    element("div", { className: ["docs-panel"], dataLanguage: id, id: panelId(id) }, [
      element("p", { className: ["docs-panel-label"] }, [label]),
      ...blocks.filter(({ language }) => language === id).map(({ figure }) => figure),
    ]),
  );
  return element("div", { className: ["docs-tabs"], dataLanguages: named.map(({ id }) => id).join(" ") }, [
    element(
      "div",
      { className: ["docs-tablist"], role: "tablist", ariaLabel: "Language of the sample" },
      tabs,
    ),
    ...panels,
  ]);
}
