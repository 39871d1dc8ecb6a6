/** The signing key: a wrong one put right, two side by side, and the test request that tells which is which. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { callWith, createApplication, readApplication, type TestApplication } from "../support/applications";
import { type KeyPair, makeKeyPair, pastePublicKey } from "../support/key-pair";
import { keptByPage, privateKeyFragments, recordTraffic } from "../support/recorder";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

async function openReplacement(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Replace signing key" }).click();
  return page.getByRole("dialog", { name: "Replace signing key" });
}

/** Replaces `before` at once: from then on only `pair` verifies. */
async function replaceAtOnce(page: Page, before: KeyPair, pair: KeyPair): Promise<void> {
  const dialog = await openReplacement(page);
  await dialog.getByRole("radio", { name: /Paste public key/ }).check();
  await pastePublicKey(dialog, pair);
  await dialog.getByRole("radio", { name: "At once" }).click();
  const start = before.fingerprint.slice(0, 8);
  await dialog.getByLabel(`Type ${start}, the start of the current key's fingerprint`).fill(start);
  await dialog.getByRole("button", { name: "Replace signing key" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "Signing key", exact: true })).toContainText(
    pair.fingerprint,
  );
}

/** Fills in the signed test request of the page with this private key file and sends it. */
async function sendTest(page: Page, { apiKey }: TestApplication, file: string): Promise<Locator> {
  const test = page.getByRole("region", { name: "Signed test request" });
  await test.getByLabel("Private key file").setInputFiles(file);
  await test.getByLabel("API key", { exact: true }).fill(apiKey);
  expect(await keptByPage(page)).not.toContain(apiKey);
  await test.getByRole("button", { name: "Send signed request" }).click();
  return test;
}

function expectNoPrivateKey(traffic: string, ...privateKeys: string[]): void {
  for (const fragment of privateKeys.flatMap(privateKeyFragments)) expect(traffic).not.toContain(fragment);
}

test("a wrong public key is refused, the page's test request says why, and the matching one puts it right", async ({
  openAs,
  baseURL,
}, info) => {
  const page = await openAs("OWNER");
  const traffic = recordTraffic(page);
  const application = await createApplication(page, { name: "Wrong key" });
  const wrong = makeKeyPair();
  await mkdir(info.outputDir, { recursive: true });
  const file = info.outputPath("private.pem");
  await writeFile(file, application.privateKeyPem);
  expect(await callWith(baseURL, application)).toBe("ok");

  await visit(page, `${routes.application(application.id)}?tab=signing-key`);
  await replaceAtOnce(page, application.pair, wrong);
  expect(["signature_invalid", "signing_key_unknown"]).toContain(await callWith(baseURL, application));

  await test.step("the page sends it signed and shows the refusal", async () => {
    const request = await sendTest(page, application, file);
    await expect(request.getByText("Retired signing key")).toBeVisible();
    const refusal = request.getByRole("alert");
    await expect(refusal).toContainText(/401 Refused: (signature_invalid|signing_key_unknown)/);
    await expect(refusal).toContainText("What to do");
    await expect(refusal).toContainText("replace the signing key with the one that matches");
    expect(await keptByPage(page)).not.toContain(application.apiKey);
  });

  await test.step("the matching key again, and everything verifies", async () => {
    await replaceAtOnce(page, wrong, application.pair);
    const request = await sendTest(page, application, file);
    await expect(request.getByText("Current signing key")).toBeVisible();
    await expect(request.getByText("200 Accepted")).toBeVisible();
    await expect(request).toContainText(application.pair.fingerprint);
    expect(await callWith(baseURL, application)).toBe("ok");
  });
  expectNoPrivateKey(traffic(), application.privateKeyPem);
});

test("with an overlap both keys verify, and one click goes back", async ({ openAs, baseURL }, info) => {
  const page = await openAs("OWNER");
  const traffic = recordTraffic(page);
  const application = await createApplication(page, { name: "Overlap" });
  await visit(page, `${routes.application(application.id)}?tab=signing-key`);

  const dialog = await openReplacement(page);
  await dialog.getByRole("button", { name: "Generate key pair" }).click();
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download private key" }).click();
  const file = info.outputPath("new.pem");
  await (await downloading).saveAs(file);
  await dialog.getByRole("button", { name: "Replace signing key" }).click();
  await expect(dialog.getByText("Confirm that you have saved the private key file.")).toBeVisible();
  await dialog.getByLabel("I have saved the private key file").check();
  await expect(dialog.getByRole("radio", { name: "24 h" })).toBeChecked();
  await dialog.getByRole("button", { name: "Replace signing key" }).click();
  await expect(dialog).toBeHidden();
  const renewed = { apiKey: application.apiKey, privateKeyPem: await readFile(file, "utf8") };

  await test.step("both verify, and the test request tells one from the other", async () => {
    expect(await callWith(baseURL, application)).toBe("ok");
    expect(await callWith(baseURL, renewed)).toBe("ok");
    await expect(page.getByRole("region", { name: "Signing key rotation", exact: true })).toBeVisible();
    const request = await sendTest(page, application, file);
    await expect(request.getByText("Current signing key")).toBeVisible();
    await expect(request.getByText("200 Accepted")).toBeVisible();
  });

  await test.step("back with one click: the former key is the current one, and still both verify", async () => {
    const signingKeys = page.getByRole("region", { name: "Signing keys", exact: true });
    await signingKeys.getByRole("button", { name: "Go back to the previous key" }).click();
    await expect
      .poll(async () => {
        const { signingKeys: keys } = await readApplication(page, application);
        return keys.find(({ status }) => status === "active")?.fingerprint;
      })
      .toBe(application.pair.fingerprint);
    expect(await callWith(baseURL, application)).toBe("ok");
    expect(await callWith(baseURL, renewed)).toBe("ok");
  });

  await test.step("ending the overlap leaves the one key", async () => {
    await page
      .getByRole("region", { name: "Signing keys", exact: true })
      .getByRole("button", { name: "End overlap now" })
      .click();
    const ending = page.getByRole("dialog", { name: "End overlap now" });
    const { signingKeys } = await readApplication(page, application);
    const start = signingKeys.find(({ status }) => status === "retiring")?.fingerprint.slice(0, 8) ?? "";
    await ending.getByLabel(`Type ${start}, the start of the previous key's fingerprint`).fill(start);
    await ending.getByRole("button", { name: "End overlap now" }).click();
    await expect(ending).toBeHidden();
    expect(await callWith(baseURL, application)).toBe("ok");
    expect(["signature_invalid", "signing_key_unknown"]).toContain(await callWith(baseURL, renewed));
  });
  expectNoPrivateKey(traffic(), application.privateKeyPem, renewed.privateKeyPem);
});
