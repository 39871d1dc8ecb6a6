/** What every page and dialog owes its reader: it fits, in both themes and widths, and axe finds nothing. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Pictures to look at, where somebody asks for them: nothing is compared with them, and they take longer than the rest. */
// biome-ignore lint/style/noProcessEnv: a setting of the test run, not of the application
const TAKES_PICTURES = process.env.NUVERA_E2E_PICTURES === "1";

const WCAG = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
/** All that the dark theme can do wrong beside the light one: the themes differ in colours alone. */
const CONTRAST = { runOnly: ["color-contrast"] };

const VIEWS = [
  { theme: "light", width: 1440, rules: WCAG },
  { theme: "light", width: 390, rules: WCAG },
  { theme: "dark", width: 1440, rules: CONTRAST },
  { theme: "dark", width: 390, rules: null },
] as const;

const violationsSchema = z.array(
  z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string() })) }),
);

const lookSchema = z.object({ violations: violationsSchema, hasMoved: z.boolean() });

/**
 * What axe finds on the page as it stands. Axe measures for a while: where a figure arrives meanwhile, it compares places of
 * before with places of after, so what it found then is looked for again.
 */
async function axeViolations(page: Page, rules: { runOnly: readonly string[] }): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const options = JSON.stringify({ ...rules, resultTypes: ["violations"] });
  let looksLeft = 5;
  while (true) {
    const { violations, hasMoved } = lookSchema.parse(await page.evaluate(axeLook(options)));
    looksLeft -= 1;
    if (violations.length === 0 || !hasMoved || looksLeft === 0) {
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    }
    await settled(page);
  }
}

/** Runs in the page. */
function axeLook(options: string): string {
  return `(async () => {
    const places = () => JSON.stringify([...document.querySelectorAll("body *")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height];
    }));
    const before = places();
    const { violations } = await axe.run(${options});
    return { violations, hasMoved: violations.length > 0 && places() !== before };
  })()`;
}

/** Until the browser has drawn the page in its new size: before that, lengths may still be those of the old one. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
}

/** A page of the same parts as another that is looked at in every view: what it says may still be too wide or badly nested. */
export const NARROW = { views: VIEWS.filter(({ theme, width }) => theme === "light" && width === 390) };

/** Looks at the page, or the dialog over it, as it stands; what is wrong fails the test at its end. */
export async function expectWellMade(
  page: Page,
  what: string,
  { views }: { views: readonly (typeof VIEWS)[number][] } = { views: VIEWS },
): Promise<void> {
  for (const { theme, width, rules } of TAKES_PICTURES ? VIEWS : views) {
    if (rules === null && !TAKES_PICTURES) continue;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(overflow, `${what} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
    if (rules !== null) {
      expect.soft(await axeViolations(page, rules), `${what}, ${theme}, ${width} px`).toEqual([]);
    }
    if (TAKES_PICTURES) {
      const path = test.info().outputPath(`${what}-${theme}-${width}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
