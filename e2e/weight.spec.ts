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

/** What a settings page may load; most pages are held closer to what they load now. */
const PROMISED_BYTES = 200_000;

test("settings pages and the request log load what is promised and no more", async ({ openAs }) => {
  const first = await openAs("OWNER");
  const { id } = await createApplication(first, { name: "Weighed", permissions: [] });
  await first.close();
  const limits = {
    [routes.overview]: 187_000,
    [routes.applications]: 184_000,
    [routes.application(id)]: 198_000,
    [routes.personalKeys]: 196_000,
    [routes.webhooks]: 184_000,
    [routes.team]: 186_000,
    [routes.security]: 192_000,
    [routes.audit]: 193_000,
    // Narrowed to something, so that its charts show whatever else there is.
    [`${routes.requests}?application=${id}`]: PROMISED_BYTES,
  };
  for (const [path, limit] of Object.entries(limits)) {
    const page = await openAs("OWNER");
    expect.soft(await scriptBytes(page, path), path).toBeLessThan(limit);
    await page.close();
  }
});

test("the hub's overview loads no more JavaScript than it needs", async ({ openAs }) => {
  expect(await scriptBytes(await openAs("NUVERA_ADMIN"), routes.hubOverview)).toBeLessThan(186_000);
});
