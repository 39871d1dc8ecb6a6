/** Colours of code: a class for each kind of token, so that both themes are a matter of CSS. */
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { element, type HtmlNode } from "@/lib/docs/hast";

/** Fences that are coloured, and where their grammars are; all others stay plain. */
const GRAMMARS = {
  bash: () => import("shiki/langs/shellscript.mjs"),
  sh: () => import("shiki/langs/shellscript.mjs"),
  js: () => import("shiki/langs/javascript.mjs"),
  ts: () => import("shiki/langs/typescript.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  php: () => import("shiki/langs/php.mjs"),
  json: () => import("shiki/langs/json.mjs"),
} as const;

const VARIABLE = /var\(--docs-([a-z-]+)\)/;

let highlighter: Promise<HighlighterCore> | undefined;

/** Grammars are loaded when a page has something in their language: some of them are large. */
function getHighlighter(): Promise<HighlighterCore> {
  highlighter ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: "docs", variablePrefix: "--docs-", fontStyle: false })],
    langs: [],
    engine: createOnigurumaEngine(import("shiki/wasm")),
  });
  return highlighter;
}

function isColoured(fence: string): fence is keyof typeof GRAMMARS {
  return Object.hasOwn(GRAMMARS, fence);
}

/** The children of a `code` element: spans with classes such as `t-string`, and plain text between them. */
export async function highlight(code: string, fence: string): Promise<HtmlNode[]> {
  if (!isColoured(fence)) return [{ type: "text", value: code }];
  const { default: grammar } = await GRAMMARS[fence]();
  const { name } = grammar[grammar.length - 1] ?? { name: "" };
  const core = await getHighlighter();
  if (!core.getLoadedLanguages().includes(name)) await core.loadLanguage(grammar);
  // Without the limit of half a second for a line, which on a busy machine leaves the rest of the code in wrong colours.
  const { tokens } = core.codeToTokens(code, { lang: name, theme: "docs", tokenizeTimeLimit: 0 });
  return tokens.flatMap((line, index) => {
    const parts = line.map(({ content, color }): HtmlNode => {
      const kind = VARIABLE.exec(color ?? "")?.[1];
      return kind === undefined || kind === "foreground"
        ? { type: "text", value: content }
        : element("span", { className: [`t-${kind.replace(/^token-/, "")}`] }, [content]);
    });
    return index === 0 ? parts : [{ type: "text", value: "\n" }, ...parts];
  });
}
