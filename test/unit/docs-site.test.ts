/** The public documentation holds together: every link, anchor and reason, every twin, and a search that finds things. */
import { readdirSync, readFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { beforeAll, describe, expect, it } from "vitest";
import { findSections } from "@/lib/client/docs-search";
import { NEUTRAL_FACTS } from "@/lib/docs/facts";
import { elementsOf, type HtmlNode } from "@/lib/docs/hast";
import { fullText, llmsIndex } from "@/lib/docs/llms";
import { FILE_SLUGS, FRONT_PAGE } from "@/lib/docs/navigation";
import { pageAsMarkdown, plainText } from "@/lib/docs/page";
import { DocsLibrary } from "@/lib/docs/pages";
import { parseMarkdown, renderMarkdown } from "@/lib/docs/render";
import { readSample, SAMPLE_FILES } from "@/lib/docs/samples";
import { searchIndex } from "@/lib/docs/search-index";
import { SEARCH_OPTIONS } from "@/lib/docs/search-options";
import { resolveSource, splitSource } from "@/lib/docs/source";
import { ALL_REASONS } from "@/lib/errors";
import { isPartnerReason } from "@/lib/explain/reason-guide";
import { routes } from "@/lib/routes";

const FACTS = { ...NEUTRAL_FACTS, pagesUrl: "https://pages.example", sandboxUrl: "https://sandbox.example" };
const library = new DocsLibrary(FACTS);
const { pages } = library;

/** Pages of the app that the documentation leads to, and texts that are no pages. */
const OTHER_ADDRESSES: readonly string[] = [
  routes.signIn,
  routes.requestConsole,
  "/llms.txt",
  "/llms-full.txt",
  "/openapi.json",
];
/** Standards that are quoted; nothing of theirs is loaded. */
const QUOTED_HOSTS = ["datatracker.ietf.org", "www.standardwebhooks.com"];

/** What each address has on it: anchors by address, and where links go from it. */
const anchors = new Map<string, Set<string>>();
/** Each page's text, parsed once for all tests. */
const trees = new Map<string, HtmlNode>();
const links: { from: string; to: string }[] = [];
const repeated: string[] = [];

beforeAll(async () => {
  for (const page of pages) {
    const tree = await parseMarkdown(page.body);
    trees.set(page.slug, tree);
    const elements = [...elementsOf(await parseMarkdown(page.summary)), ...elementsOf(tree)];
    const ids = elements.flatMap(({ properties }) => properties?.id ?? []).map(String);
    anchors.set(page.href, new Set(ids));
    repeated.push(...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${page.href}#${id}`));
    const targets = elements.flatMap(({ tagName, properties }) =>
      tagName === "a" ? [properties?.href] : [],
    );
    for (const to of targets) links.push({ from: page.slug, to: String(to) });
  }
}, 120_000);

describe("pages", () => {
  it("are the files of docs/site, each in the navigation once", () => {
    const files = readdirSync("docs/site").map((file) => file.replace(/\.md$/, ""));
    expect([...FILE_SLUGS].toSorted()).toEqual(files.toSorted());
  });

  it("have a title and a description of a useful length, and no address twice", () => {
    for (const { title, summary, slug } of pages) {
      expect(title.length, slug).toBeGreaterThan(2);
      expect(plainText(summary).length, slug).toBeGreaterThan(slug.startsWith("api/") ? 10 : 50);
    }
    expect(new Set(pages.map(({ href }) => href)).size).toBe(pages.length);
  });

  it("lead only to pages and anchors that exist", () => {
    const dead = links.filter(({ from, to }) => {
      if (/^https?:/.test(to)) return !QUOTED_HOSTS.includes(new URL(to).host);
      const [path = "", anchor] = to.split("#");
      const own = pages.find(({ slug }) => slug === from)?.href ?? "";
      const known = anchors.get(path === "" ? own : path);
      if (known === undefined) return !OTHER_ADDRESSES.includes(path);
      return anchor !== undefined && !known.has(anchor);
    });
    expect(dead).toEqual([]);
    expect(links.length).toBeGreaterThan(200);
  });

  it("have each anchor once", () => {
    expect(repeated).toEqual([]);
  });

  it("name no figure, insert or file that is not there, and no command of the operator's", () => {
    for (const { slug, body } of pages.filter((page) => FILE_SLUGS.includes(page.slug))) {
      expect(body, slug).not.toMatch(/\{\{|<!--/);
      expect(body, slug).not.toMatch(/npm run|NUVERA_TRUSTED|NUVERA_DATA_DIR/);
    }
  });

  it("refuse a source that names what is not there", () => {
    expect(() => resolveSource("{{nothing}}", FACTS)).toThrow("nothing");
    expect(() => resolveSource("<!-- insert: nothing -->", FACTS)).toThrow("nothing");
    expect(() => resolveSource("```js file=examples/nothing.js\n```", FACTS)).toThrow("nothing");
    expect(() => resolveSource("```js file=../secret.js\n```", FACTS)).toThrow("secret");
    expect(() => resolveSource("```sh file=examples/curl/nuvera-call.sh part=nothing\n```", FACTS)).toThrow(
      "part",
    );
    expect(() => splitSource("No title")).toThrow("title");
  });
});

describe("errors", () => {
  const reasons = ALL_REASONS.filter(isPartnerReason);

  it("have an anchor for every reason that partners can meet, where docsUrl leads", () => {
    expect(reasons.length).toBeGreaterThan(50);
    const known = anchors.get("/docs/errors");
    for (const reason of reasons) {
      expect(routes.docsReason(reason)).toBe(`/docs/errors#${reason}`);
      expect(known?.has(reason), reason).toBe(true);
    }
  });

  it("say of each what it means and what to do, and show an answer", () => {
    const body = library.find("errors")?.body ?? "";
    for (const reason of reasons) {
      const section = body.split(`### \`${reason}\`\n`)[1]?.split("\n##")[0] ?? "";
      expect(section, reason).toContain("**What to do**");
      expect(section, reason).toContain(`"docsUrl": "https://pages.example/docs/errors#${reason}"`);
    }
  });
});

describe("rendering", () => {
  it("makes one group of samples in several languages, with every language's text in it", async () => {
    const page = library.find("sign-requests");
    if (page === undefined) throw new Error("The page is missing.");
    const { html, headings } = await renderMarkdown(page.body);
    const group = html.split('<div class="docs-tabs"')[1] ?? "";
    expect(group).toContain('data-languages="shell node python go java php"');
    for (const panel of ["sample-1-shell", "sample-1-node", "sample-1-php"])
      expect(html).toContain(`id="${panel}"`);
    expect(html).toContain("examples/python/nuvera_call.py");
    expect(html).not.toContain("docs:sign");
    expect(headings.map(({ id }) => id)).toContain("an-upload");
  }, 60_000);

  it("drops raw HTML and shows callouts", async () => {
    const { html } = await renderMarkdown("> [!WARNING]\n> Careful\n\n<script>alert(1)</script>\n");
    expect(html).toContain('<aside class="docs-callout" data-kind="warning"');
    expect(html).not.toMatch(/<script|\[!WARNING/);
  });

  it("heads the rows of a table whose first column has no heading, and no others", async () => {
    const { html } = await renderMarkdown("| | one |\n| --- | --- |\n| for | first tries |\n");
    expect(html).toContain('<th scope="row">for</th>\n<td>first tries</td>');
    const { html: headed } = await renderMarkdown("| who | one |\n| --- | --- |\n| for | first tries |\n");
    expect(headed).not.toContain("scope");
  });

  it("gives code its classes and changes none of its text", async () => {
    const { html } = await renderMarkdown('```json\n{ "a": "<b>" }\n```\n');
    expect(html).toContain('class="t-');
    expect(html.replace(/<[^>]+>/g, "").replaceAll("&#x3C;", "<")).toContain('{ "a": "<b>" }');
  });
});

describe("texts for programs", () => {
  it("list every page, and hold every page", () => {
    const index = llmsIndex(library);
    const full = fullText(library);
    expect(index).toMatch(/^# .+\n\n> .+/);
    for (const page of pages) {
      expect(index).toContain(`(https://pages.example/docs/${page.slug}.md): `);
      expect(full).toContain(`# ${page.title}\n`);
    }
    expect(full).not.toMatch(/\]\(\//);
  });

  it("have each page whole: includes put in, and its title first", () => {
    const page = library.find("") ?? library.find(FRONT_PAGE);
    expect(page?.href).toBe("/docs");
    const signing = library.find("sign-requests");
    const markdown = signing === undefined ? "" : pageAsMarkdown(signing);
    expect(markdown).toMatch(/^# Sign requests\n\n/);
    expect(markdown).toContain('title="examples/go/nuvera_call.go"');
    expect(markdown).toContain("rsa.SignPKCS1v15");
  });
});

describe("samples to fetch", () => {
  it.each(SAMPLE_FILES)("%s is served as it is, and fetched by the quick start", (file) => {
    const name = file.split("/").at(-1) ?? "";
    expect(readSample(name)).toBe(readFileSync(file, "utf8"));
    expect(library.find("quick-start")?.body).toContain(`https://pages.example/docs/samples/${name}`);
  });

  it("are no others", () => {
    for (const name of ["package.json", "../package.json", "nuvera-call.sh/..", ""]) {
      expect(readSample(name)).toBeUndefined();
    }
  });
});

describe("search", () => {
  let text = "";
  let index: MiniSearch;
  beforeAll(async () => {
    text = await searchIndex(pages, async ({ slug, body }) => trees.get(slug) ?? parseMarkdown(body));
    index = MiniSearch.loadJSON(text, SEARCH_OPTIONS);
  }, 120_000);

  it.each([
    ["uri_mismatch", "/docs/errors#uri_mismatch"],
    ["signature_invalid", "/docs/errors#signature_invalid"],
    ["body_hash_mismatch", "/docs/errors#body_hash_mismatch"],
    ["RateLimit", "/docs/limits#rate-limit"],
    ["rate limit", "/docs/limits#rate-limit"],
    ["idempotency", "/docs/idempotency"],
    ["clock", "/docs/troubleshooting#clock"],
    ["SIM-REJECT", "/docs/sandbox#having-something-else-happen"],
    ["order of checks", "/docs/signing-rules#order-of-checks"],
    ["quick start", "/docs/quick-start"],
    ["address list", "/docs/address-lists"],
    ["troubleshoting", "/docs/troubleshooting"],
    ["signatur invald", "/docs/errors#signature_invalid"],
  ])("finds %s first", (question, href) => {
    expect(findSections(index as never, question).map((section) => section.href)[0]).toBe(href);
  });

  it.each([
    ["bodyHash", "/docs/sign-requests#make-the-token"],
    ["multipart", "/docs/sign-requests#an-upload"],
    ["webhook-signature", "/docs/webhooks#verifying"],
    ["rotate", "/docs/rotate-keys"],
    ["proxy", "/docs/troubleshooting#works-locally-fails-behind-a-proxy"],
    ["cursor", "/docs/paging"],
  ])("finds %s among the first five", (question, href) => {
    expect(
      findSections(index as never, question)
        .slice(0, 5)
        .map((section) => section.href),
    ).toContain(href);
  });

  it("finds every reason by its name", () => {
    for (const reason of ALL_REASONS.filter(isPartnerReason)) {
      const found = findSections(index as never, reason).map(({ href }) => href);
      expect(found.slice(0, 3), reason).toContain(`/docs/errors#${reason}`);
    }
  });

  it("leads only to sections that exist, and stays small", () => {
    // MiniSearch's own format: a number for each entry's id.
    const { documentIds } = JSON.parse(text) as { documentIds: Record<string, string> };
    const ids = Object.values(documentIds);
    expect(ids.length).toBeGreaterThan(pages.length);
    const dead = ids.filter((id) => {
      const [path = "", anchor] = id.split("#");
      return anchor !== undefined && anchors.get(path)?.has(anchor) !== true;
    });
    expect(dead).toEqual([]);
    expect(text.length).toBeLessThan(700_000);
  });
});
