import { writeFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { createNuveraClient } from "@/lib/partner-client";
import { createApplicationInBrowser } from "../support/create-application";
import { signIn } from "../support/demo";
import { privateKeyFragments, recordTraffic } from "../support/recorder";
import { type Ran, run } from "../support/run";

const CUSTOMER = {
  companyName: "Žofie & Söhne GmbH",
  registrationNumber: "HRB 12345",
  countryOfIncorporationId: "DE",
  businessIndustryId: "513210",
  documentIds: [],
  persons: [],
};

test("from the sign-in form to customers created by three clients that are not a browser", async ({
  page,
  baseURL,
}, info) => {
  const url = baseURL ?? "";
  const traffic = recordTraffic(page);
  await signIn(page, "OWNER");
  const created = await createApplicationInBrowser(page, {
    name: "Payments worker",
    permissions: ["Customers: Write"],
    folder: info.outputDir,
  });

  await test.step("the private key left the browser in no request, and the API key is nowhere any more", async () => {
    expect(privateKeyFragments(created.privateKeyPem).length).toBeGreaterThan(20);
    for (const fragment of privateKeyFragments(created.privateKeyPem))
      expect(traffic()).not.toContain(fragment);
    await page.reload();
    const places = await page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        location.href,
        JSON.stringify(localStorage),
        JSON.stringify(sessionStorage),
      ].join(),
    );
    expect(places).not.toContain(created.apiKey);
    expect(traffic()).not.toContain(created.apiKey);
  });

  const settings = {
    NUVERA_URL: url,
    NUVERA_API_KEY: created.apiKey,
    NUVERA_PRIVATE_KEY: created.privateKeyFile,
  };
  const bodyFile = `${info.outputDir}/customer.json`;
  await writeFile(bodyFile, JSON.stringify(CUSTOMER));
  const curl = (...args: string[]): Promise<Ran> => run("examples/curl/nuvera-call.sh", args, settings);
  const python = (...args: string[]): Promise<Ran> =>
    run("python3", ["examples/python/nuvera_call.py", ...args], settings);

  await test.step("curl and openssl", async () => {
    expect(JSON.parse((await curl("GET", "/api/v1/signature-check")).stdout)).toMatchObject({
      application: { id: created.applicationId, name: "Payments worker" },
    });
    expect(JSON.parse((await curl("POST", "/api/v1/customers", bodyFile)).stdout)).toMatchObject({
      companyName: CUSTOMER.companyName,
      status: "PENDING_REVIEW",
    });
  });

  await test.step("Python's standard library and openssl", async () => {
    expect(JSON.parse((await python("POST", "/api/v1/customers", bodyFile)).stdout)).toMatchObject({
      companyName: CUSTOMER.companyName,
    });
    const listed = await python("GET", "/api/v1/customers?limit=1&q=%C5%BDofie%20%26");
    expect(JSON.parse(listed.stdout)).toMatchObject({ items: [{ companyName: CUSTOMER.companyName }] });
  });

  await test.step("our own client", async () => {
    const client = await createNuveraClient({
      baseUrl: url,
      apiKey: created.apiKey,
      privateKeyPem: created.privateKeyPem,
    });
    const customer = await client.request<{ id: string }>("POST", "/api/v1/customers", { json: CUSTOMER });
    expect(customer).toMatchObject({ companyName: CUSTOMER.companyName });
    expect(await client.request("GET", "/api/v1/customers?limit=1")).toMatchObject({
      items: [{ id: customer.id, companyName: CUSTOMER.companyName }],
      hasMore: true,
    });
  });

  await test.step("the application's page shows the key as used", async () => {
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(created.apiKey.slice(-4)).first()).toBeVisible();
      await expect(page.getByText("Never used")).toHaveCount(0, { timeout: 1000 });
    }).toPass({ timeout: 15_000 });
  });
});

test("each way to get a signature wrong is named", async ({ page, baseURL }, info) => {
  await signIn(page, "OWNER");
  const created = await createApplicationInBrowser(page, {
    name: "Mistakes",
    permissions: [],
    folder: info.outputDir,
  });
  const call = (target: string, settings: Record<string, string> = {}) =>
    run("examples/curl/nuvera-call.sh", ["GET", target], {
      NUVERA_URL: baseURL ?? "",
      NUVERA_API_KEY: created.apiKey,
      NUVERA_PRIVATE_KEY: created.privateKeyFile,
      ...settings,
    });
  const reason = async (ran: Promise<Ran>) => JSON.parse((await ran).stdout).error?.reason;
  const target = "/api/v1/signature-check";
  expect((await call(target)).code).toBe(0);
  expect(await reason(call(`${target}?a+b`, { NUVERA_SIGN_TARGET: `${target}?a%20b` }))).toBe("uri_mismatch");
  expect(await reason(call(target, { NUVERA_LIFETIME: "61" }))).toBe("lifetime_too_long");
  expect((await call(target, { NUVERA_JTI: "only-once-please" })).code).toBe(0);
  expect(await reason(call(target, { NUVERA_JTI: "only-once-please" }))).toBe("token_replayed");
  expect(await reason(call("/api/v1/customers"))).toBe("permission_missing");
});
