/** Colours of code: a class for each kind of token, so that both themes are a matter of CSS. */
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import { element, type HtmlNode } from "@/lib/docs/hast";

/** Fences that are coloured, by the grammar that knows them; all others stay plain. */
const GRAMMARS: Readonly<Record<string, string>> = {
  bash: "shellscript",
  sh: "shellscript",
  js: "javascript",
  ts: "typescript",
  python: "python",
  go: "go",
  java: "java",
  php: "php",
  json: "json",
};

const VARIABLE = /var\(--docs-([a-z-]+)\)/;

let highlighter: Promise<HighlighterCore> | undefined;

function getHighlighter(): Promise<HighlighterCore> {
  highlighter ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: "docs", variablePrefix: "--docs-", fontStyle: false })],
    langs: [
      import("shiki/langs/shellscript.mjs"),
      import("shiki/langs/javascript.mjs"),
      import("shiki/langs/typescript.mjs"),
      import("shiki/langs/python.mjs"),
      import("shiki/langs/go.mjs"),
      import("shiki/langs/java.mjs"),
      import("shiki/langs/php.mjs"),
      import("shiki/langs/json.mjs"),
    ],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  return highlighter;
}

/** The children of a `code` element: spans with classes such as `t-string`, and plain text between them. */
export async function highlight(code: string, fence: string): Promise<HtmlNode[]> {
  const lang = GRAMMARS[fence];
  if (lang === undefined) return [{ type: "text", value: code }];
  const { tokens } = (await getHighlighter()).codeToTokens(code, { lang, theme: "docs" });
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
