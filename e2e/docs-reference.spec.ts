/** The pages of the API reference: public, whole, and within reach of the documentation's search. */
import { expect, test } from "@playwright/test";
import { routes } from "@/lib/routes";
import { expectWellMade } from "./support/well-made";

test("every operation has its page, and asks no other host for anything", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.goto(routes.apiReference);
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  await expectWellMade(page, "reference-index");

  await page
    .getByRole("main")
    .getByRole("link", { name: /Create customer/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Create customer" })).toBeVisible();
  await expect(page.getByText("POST", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("CUSTOMERS_WRITE").first()).toBeVisible();
  const persons = page.getByText("members of each of the persons").first();
  await persons.click();
  await expect(page.locator("#body-persons-dateOfBirth")).toBeVisible();
  await expect(page.getByRole("link", { name: "validation_failed" })).toHaveAttribute(
    "href",
    routes.docsReason("validation_failed"),
  );

  await page.goto(routes.apiOperation("createQuote"));
  await page.getByText("reasons that every operation can answer").click();
  await expectWellMade(page, "reference-operation");

  await page.goto(`${routes.apiOperation("createCustomer")}#body-companyName`);
  await expect(page.locator("#body-companyName")).toBeInViewport();
  expect([...hosts]).toEqual([new URL(baseURL ?? "").host]);
});

test("each page has its Markdown, and an unknown operation is no page", async ({ request }) => {
  const markdown = await request.get(`${routes.apiOperation("createQuote")}.md`);
  expect(markdown.headers()["content-type"]).toContain("text/markdown");
  expect(await markdown.text()).toContain("POST /api/v1/payment/quote");
  expect(await (await request.get("/llms-full.txt")).text()).toContain("# Create quote");
  expect((await request.get(routes.apiOperation("noSuchOperation"))).status()).toBe(404);
});
