import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { createApplicationInBrowser } from "../support/create-application";
import { signIn } from "../support/demo";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LIST = "/settings/platform/api-applications";
const WIDTHS = [1440, 390];
const THEMES = ["light", "dark"] as const;

const violationsSchema = z.array(
  z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string() })) }),
);

/** What axe finds against WCAG 2.2 A and AA on the page as it is now. */
async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then((result) => result.violations)`,
  );
  return violationsSchema
    .parse(found)
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

async function expectWellMade(page: Page, what: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${what} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
      expect(await axeViolations(page), `${what}, ${theme}, ${width} px`).toEqual([]);
      await page.screenshot({
        path: test.info().outputPath(`${what}-${theme}-${width}.png`),
        fullPage: true,
      });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("every page and dialog is accessible and fits, in both themes and widths", async ({ page }, info) => {
  test.setTimeout(180_000);
  await page.goto("/sign-in");
  await expectWellMade(page, "sign-in");
  await signIn(page, "OWNER");
  await createApplicationInBrowser(page, {
    name: "Payments worker production",
    permissions: ["Customers: Write", "Payments: Write"],
    folder: info.outputDir,
  });
  await expectWellMade(page, "detail");
  await page.goto("/overview");
  await expectWellMade(page, "overview");
  await page.goto(LIST);
  await expectWellMade(page, "list");
  await page.goto(`${LIST}/new`);
  await expectWellMade(page, "create-name");
  await page.getByLabel("Application name").fill("Ledger sync");
  await page.getByRole("button", { name: "Continue" }).click();
  await expectWellMade(page, "create-key");
  await page.getByRole("radio", { name: /Generate in browser/ }).check();
  await page.getByRole("button", { name: "Generate key pair" }).click();
  await page.getByRole("button", { name: "Download private key" }).click();
  await page.getByLabel("I have saved the private key file").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expectWellMade(page, "create-permissions");
  await page.getByRole("button", { name: "Continue" }).click();
  await expectWellMade(page, "create-review");
  await page.getByRole("button", { name: "Create API application" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectWellMade(page, "one-time-key");
});
