/** Texts that are made before the deployment is known say the same as texts that are made for it. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type DocsFacts, NEUTRAL_FACTS } from "@/lib/docs/facts";
import { docsLibrary } from "@/lib/docs/library";
import { pageAsMarkdown } from "@/lib/docs/page";
import { DocsLibrary } from "@/lib/docs/pages";
import { fillIn, PLACEHOLDER_FACTS } from "@/lib/docs/placeholders";
import { textMakers } from "@/lib/docs/prepare";
import { docsEntries, findEntry, preparedText } from "@/lib/docs/prepared";
import { providePreparedDocs } from "@/lib/docs/prepared-folder";
import { contentName, formOf, LLMS_INDEX, markdownName } from "@/lib/docs/prepared-names";
import { renderMarkdown } from "@/lib/docs/render";

const FACTS: DocsFacts = {
  pagesUrl: "https://pages.example",
  sandboxUrl: "https://sandbox.example",
  productionUrl: "https://production.example",
  issuer: "someissuer",
  audience: "someaudience",
};
const direct = new DocsLibrary(FACTS);
const prepared = docsLibrary();

async function filled(name: string): Promise<string> {
  const make = textMakers(prepared).get(name);
  if (make === undefined) throw new Error(`No text ${name}.`);
  return fillIn(await make(prepared), FACTS, formOf(name));
}

describe("filling in", () => {
  it.each(["quick-start", "sign-requests"])(
    "gives the page as it would be: %s",
    async (slug) => {
      const page = direct.find(slug);
      if (page === undefined) throw new Error("The page is missing.");
      const made = JSON.parse(await filled(contentName(slug)));
      expect(made).toEqual(await renderMarkdown(page.body));
      expect(await filled(markdownName(slug))).toBe(pageAsMarkdown(page));
    },
    60_000,
  );

  it("writes a fact as the text around it is written", () => {
    const facts = { ...FACTS, issuer: 'a"<b>' };
    expect(fillIn(PLACEHOLDER_FACTS.issuer, facts, "plain")).toBe('a"<b>');
    expect(JSON.parse(fillIn(`"${PLACEHOLDER_FACTS.issuer}"`, facts, "json"))).toBe('a"<b>');
    expect(JSON.parse(fillIn(`"${PLACEHOLDER_FACTS.issuer}"`, facts, "html-in-json"))).toBe(
      "a&quot;&lt;b&gt;",
    );
  });
});

describe("the folder of a build", () => {
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "nuvera-prepared-"));
    await mkdir(path.join(folder, "markdown"));
    for (const name of ["contents.json", LLMS_INDEX, markdownName("overview")]) {
      const make = textMakers(prepared).get(name);
      await writeFile(path.join(folder, name), (await make?.(prepared)) ?? "");
    }
    await writeFile(path.join(folder, markdownName("overview")), "From the build.");
    providePreparedDocs(folder);
  });

  it("is where texts come from, and nothing is made that is not in it", async () => {
    expect(await preparedText(markdownName("overview"))).toBe("From the build.");
    await expect(preparedText(markdownName("errors"))).rejects.toThrow("ENOENT");
  });

  it("names this deployment's addresses", async () => {
    const index = await preparedText(LLMS_INDEX);
    expect(index).toContain(`(${NEUTRAL_FACTS.pagesUrl}/docs/errors.md)`);
    expect(index).not.toContain(PLACEHOLDER_FACTS.pagesUrl);
  });

  it("knows every page by its place, and no other", async () => {
    expect((await docsEntries()).map(({ slug }) => slug)).toEqual(prepared.pages.map(({ slug }) => slug));
    const front = await findEntry("");
    expect(front?.page.href).toBe("/docs");
    expect(front?.neighbours.previous).toBeUndefined();
    expect((await findEntry("api"))?.neighbours.next?.slug).toMatch(/^api\//);
    expect(await findEntry("../contents")).toBeUndefined();
  });
});
