/** How much JavaScript a browser really loads for a page before it is quiet, compressed, with an empty cache. */
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { createApplication } from "./support/applications";
import { expect, test } from "./support/test";
import { visit } from "./support/visit";

/** Bytes of all scripts as they came over the wire, without their headers. */
async function scriptBytes(page: Page, path: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await visit(page, path);
  await page.waitForLoadState("networkidle");
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  // A page without scripts would be a measurement that failed.
  expect(bytes).toBeGreaterThan(50_000);
  return bytes;
}

test("the documentation loads little JavaScript", async ({ page }) => {
  expect(await scriptBytes(page, routes.docs)).toBeLessThan(136_500);
});

test("pages of the partner load no more JavaScript than they need", async ({ openAs }) => {
  const list = await openAs("OWNER");
  expect(await scriptBytes(list, routes.applications)).toBeLessThan(206_000);
  const { id } = await createApplication(list, { name: "Weighed", permissions: [] });
  expect(await scriptBytes(await openAs("OWNER"), routes.application(id))).toBeLessThan(217_500);
  expect(await scriptBytes(await openAs("OWNER"), routes.requests)).toBeLessThan(239_000);
});

test("the hub's overview loads no more JavaScript than it needs", async ({ openAs }) => {
  expect(await scriptBytes(await openAs("NUVERA_ADMIN"), routes.hubOverview)).toBeLessThan(206_000);
});
