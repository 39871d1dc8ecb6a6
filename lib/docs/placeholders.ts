/**
 * Texts are made before it is known which deployment shows them. What they say of it stands in them as these words, of
 * the same forms as the facts themselves, and is put in when a text is read. Pure.
 */
import type { DocsFacts } from "@/lib/docs/facts";

export const PLACEHOLDER_FACTS: DocsFacts = {
  pagesUrl: "https://qzpages.qz",
  sandboxUrl: "https://qzsandbox.qz",
  productionUrl: "https://qzproduction.qz",
  issuer: "qzissuer",
  audience: "qzaudience",
};

/** What a text is: where the facts come into HTML or JSON, they are written as it writes them. */
export type TextForm = "plain" | "json" | "html-in-json";

/** `text` with the facts of this deployment in the place of every placeholder. */
export function fillIn(text: string, facts: DocsFacts, form: TextForm): string {
  const write = WRITERS[form];
  const byPlaceholder = new Map(
    Object.entries(PLACEHOLDER_FACTS).map(([name, placeholder]) => [
      placeholder,
      // The members of both are the same.
      write(facts[name as keyof DocsFacts]),
    ]),
  );
  return text.replace(ANY_PLACEHOLDER, (placeholder) => byPlaceholder.get(placeholder) ?? placeholder);
}

const ANY_PLACEHOLDER = new RegExp(
  Object.values(PLACEHOLDER_FACTS)
    .map((placeholder) => placeholder.replaceAll(".", "\\."))
    .join("|"),
  "g",
);

const WRITERS: Readonly<Record<TextForm, (value: string) => string>> = {
  plain: (value) => value,
  json: inJson,
  "html-in-json": (value) => inJson(inHtml(value)),
};

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function inHtml(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
