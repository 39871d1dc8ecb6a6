/** A person's own API keys: made once, used at once, gone at once, and never more than their role and their organization allow. */
import { type Page, request } from "@playwright/test";
import { routes } from "@/lib/routes";
import { signInAs } from "../support/demo";
import { cli, newMember, newOrganization } from "../support/organizations";
import { recordTraffic } from "../support/recorder";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { expectWellMade } from "../support/well-made";

/** Makes a key on the page and gives it as the copied command has it. */
async function createKey(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "Create API key" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("radio", { name: "30 days" }).click();
  await dialog.getByRole("button", { name: "Create API key" }).click();
  await expect(dialog.getByRole("heading", { name: "Store the API key" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog, "a stray key does not lose the API key").toBeVisible();
  await dialog.getByRole("button", { name: "Hold to reveal" }).focus();
  await page.keyboard.down("Space");
  const shown = (await dialog.getByText(/^nv_test_[0-9A-Za-z]{49}$/).textContent()) ?? "";
  await page.keyboard.up("Space");
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expect(dialog).toBeHidden();
  expect(await page.content()).not.toContain(shown);
  return shown;
}

/** `200`, or the reason of the refusal. */
async function call(baseURL: string | undefined, apiKey: string, method: "GET" | "POST" = "GET") {
  const api = await request.newContext();
  const answer = await api.fetch(`${baseURL}/api/v1/customers`, {
    method,
    headers: { authorization: `Bearer ${apiKey}` },
    ...(method === "POST" ? { data: {} } : {}),
  });
  const body: { error?: { reason: string } } = await answer.json();
  await api.dispose();
  return body.error?.reason ?? answer.status();
}

test("a key is shown once, works, and is refused once it is deleted", async ({ page, baseURL }) => {
  const organization = await newOrganization("Personal");
  await signInAs(page, await newMember(organization, "MEMBER"));
  await visit(page, routes.personalKeys);
  await expect(page.getByText("You have no API keys in sandbox")).toBeVisible();
  const traffic = recordTraffic(page);
  const key = await createKey(page, "Laptop");
  const addresses = traffic()
    .split("\n")
    .filter((line) => line.startsWith("http"));
  for (const address of addresses) expect(address).not.toContain(key);
  const table = page.getByRole("table", { name: "API keys" });
  await expect(table).toContainText(`${key.slice(0, 12)}…${key.slice(-4)}`);
  await expect(table).toContainText("Everything in the API");
  expect(await call(baseURL, key)).toBe(200);
  expect(await call(baseURL, key, "POST"), "the role decides, then the body").toBe("validation_failed");
  await page.getByRole("button", { name: "Delete API key Laptop" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete API key" }).click();
  await expect(page.getByText("You have no API keys in sandbox")).toBeVisible();
  expect(await call(baseURL, key)).toBe("api_key_revoked");
});

test("a viewer's key reads, and follows the role", async ({ page, baseURL }) => {
  const organization = await newOrganization("Viewing");
  const viewer = await newMember(organization, "VIEWER");
  await signInAs(page, viewer);
  await visit(page, routes.personalKeys);
  const key = await createKey(page, "Notebook");
  await expect(page.getByRole("table", { name: "API keys" })).toContainText("Read only");
  expect(await call(baseURL, key)).toBe(200);
  expect(await call(baseURL, key, "POST")).toBe("permission_missing");
  await cli("user", "role", "--org", organization.slug, "--user", viewer.email, "--role", "ADMIN");
  expect(await call(baseURL, key, "POST")).toBe("validation_failed");
  await cli("user", "remove", "--org", organization.slug, "--user", viewer.email);
  expect(await call(baseURL, key)).toBe("api_key_revoked");
});

test("an owner decides where keys work, and sees and deletes everybody's", async ({
  page,
  openStranger,
  baseURL,
}) => {
  const organization = await newOrganization("Policy");
  const person = await newMember(organization, "DEVELOPER");
  const words = [
    "--org",
    organization.slug,
    "--environment",
    "sandbox",
    "--user",
    person.email,
    "--name",
    "CI",
  ];
  const created = await cli("key", "personal", "create", ...words);
  const { apiKey: key } = created as { apiKey: string };
  await signInAs(page, await newMember(organization, "OWNER"));
  await visit(page, routes.personalKeys);
  await page.getByRole("radio", { name: "Off" }).click();
  await expect(page.getByText("Personal API keys are off.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create API key" })).toHaveCount(0);
  expect(await call(baseURL, key)).toBe("personal_keys_disabled");

  const developer = await openStranger();
  await signInAs(developer, person);
  await visit(developer, routes.personalKeys);
  await expect(developer.getByText(`Personal API keys are turned off in ${organization.name}`)).toBeVisible();
  await expect(developer.getByRole("table", { name: "API keys" })).toContainText("Not allowed");
  await expect(developer.getByRole("radio", { name: "Off" })).toHaveCount(0);

  await page.getByRole("radio", { name: "Sandbox only" }).click();
  await expect(page.getByText("Personal API keys are allowed in sandbox only.")).toBeVisible();
  expect(await call(baseURL, key)).toBe(200);
  await page.getByRole("radio", { name: "All keys (1)" }).click();
  await page.getByRole("button", { name: "Delete API key CI" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete API key" }).click();
  await expect(page.getByText("No personal API keys in sandbox")).toBeVisible();
  expect(await call(baseURL, key)).toBe("api_key_revoked");
});

test("an operator admin ends a member's key with a reason; support looks on", async ({ openAs, baseURL }) => {
  const organization = await newOrganization("Ended by staff");
  const person = await newMember(organization, "MEMBER");
  const words = ["--org", organization.slug, "--environment", "sandbox", "--user", person.email];
  const created = await cli("key", "personal", "create", ...words, "--name", "Forum");
  const { apiKey: key } = created as { apiKey: string };
  const address = `${routes.hubOrganization(organization.organizationId)}?tab=members`;
  const support = await openAs("NUVERA_SUPPORT");
  await visit(support, address);
  await expect(support.getByRole("table", { name: "Personal API keys" })).toContainText("Forum");
  await expect(support.getByRole("button", { name: "Delete API key Forum" })).toHaveCount(0);

  const admin = await openAs("NUVERA_ADMIN");
  await visit(admin, address);
  const table = admin.getByRole("table", { name: "Personal API keys" });
  await expect(table).toContainText(`${key.slice(0, 12)}…${key.slice(-4)}`);
  await expectWellMade(admin, "hub-personal-keys");
  await admin.getByRole("button", { name: "Delete API key Forum" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delete API key" }).click();
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  expect(await call(baseURL, key)).toBe(200);
  await dialog.getByLabel("Reason").fill("Found on a public forum");
  await dialog.getByRole("button", { name: "Delete API key" }).click();
  await expect(admin.getByText("No member has one.")).toBeVisible();
  expect(await call(baseURL, key)).toBe("api_key_revoked");
});
