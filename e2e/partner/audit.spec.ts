/** The history as the partner reads it, takes it away and verifies it without us. */
import { readFile, writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { routes, uiApi } from "@/lib/routes";
import { createApplication, postAs, type TestApplication } from "../support/applications";
import { signInAs } from "../support/demo";
import { newMember, newOrganization } from "../support/organizations";
import { run } from "../support/run";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

const REASON = "Reads are all that the report needs";

const verdictSchema = z.object({
  ok: z.boolean(),
  checked: z.number(),
  verified: z.string(),
  firstBad: z.object({ sequence: z.number(), problem: z.string() }).nullable(),
});

async function verify(file: string): Promise<{ code: number; verdict: z.infer<typeof verdictSchema> }> {
  const { code, stdout } = await run("node", ["tools/verify-audit.mjs", file]);
  return { code, verdict: verdictSchema.parse(JSON.parse(stdout)) };
}

/** A life in small: made, narrowed, given another key, disabled. */
async function live(owner: Page): Promise<TestApplication> {
  const permissions = ["CUSTOMERS_READ", "CUSTOMERS_WRITE"] as const;
  const application = await createApplication(owner, { name: "Reports", permissions: [...permissions] });
  const { id, place } = application;
  const part = (name: "permissions" | "disable") => uiApi.applicationPart(place, id, name);
  const steps: [path: string, body: object][] = [
    [part("permissions"), { permissions: ["CUSTOMERS_READ", "CRYPTO_READ"], reason: REASON }],
    [uiApi.apiKeys(place, id), { grace: "1h" }],
    [part("disable"), { reason: "Not in use before March" }],
  ];
  for (const [path, body] of steps) expect((await postAs(owner, path, body)).ok(), path).toBe(true);
  return application;
}

test("what was done stands in the history with words, reason and difference; filters survive a reload", async ({
  page,
}) => {
  const organization = await newOrganization("History");
  await signInAs(page, await newMember(organization, "OWNER"));
  const application = await live(page);
  await visit(page, routes.audit);
  for (const words of [
    `Created API application ${application.name}`,
    "Granted CRYPTO_READ, took away CUSTOMERS_WRITE",
    /Created API key …\w{4}/,
    "Disabled the API application",
    "Signed in",
  ]) {
    await expect(page.getByRole("button", { name: words }).first()).toBeVisible();
  }
  const entry = page.getByRole("listitem").filter({ hasText: "Granted CRYPTO_READ" });
  await expect(entry).toContainText(REASON);
  await entry.getByRole("button", { name: /^Granted/ }).click();
  await expect(entry).toContainText("Removed: CUSTOMERS_WRITE");
  await expect(entry).toContainText("Added: CRYPTO_READ");
  await expect(entry).toContainText("127.0.0.1");

  const filters = page.getByRole("search");
  await filters.getByLabel("Action", { exact: true }).selectOption("api_key");
  await expect(page).toHaveURL(/action=api_key/);
  await expect(page.getByRole("button", { name: /^Granted/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Created API key/ }).first()).toBeVisible();
  await page.reload();
  await expect(filters.getByLabel("Action", { exact: true })).toHaveValue("api_key");
  await expect(page.getByRole("button", { name: /^Created API key/ }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Granted/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("button", { name: /^Granted/ })).toBeVisible();
});

test("an export is verified offline, and a tampered copy is found at the row that was touched", async ({
  page,
}, info) => {
  const organization = await newOrganization("Export");
  await signInAs(page, await newMember(organization, "OWNER"));
  await live(page);
  await visit(page, routes.audit);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /JSONL/ }).click();
  const file = info.outputPath("history.jsonl");
  await (await downloading).saveAs(file);

  const { code, verdict } = await verify(file);
  expect([code, verdict]).toMatchObject([0, { ok: true, verified: "chain", firstBad: null }]);
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  expect(verdict.checked).toBe(lines.length - 1);
  expect(verdict.checked).toBeGreaterThanOrEqual(5);

  const touched = lines.findIndex((line) => line.includes(REASON));
  const { sequence } = z.object({ sequence: z.number() }).parse(JSON.parse(lines[touched] ?? "{}"));
  const changed = info.outputPath("changed.jsonl");
  await writeFile(changed, `${lines.join("\n").replace(REASON, "As agreed")}\n`);
  expect(await verify(changed)).toMatchObject({
    code: 1,
    verdict: { ok: false, firstBad: { sequence, problem: "content_changed" } },
  });
  const removed = info.outputPath("removed.jsonl");
  await writeFile(removed, `${lines.filter((_, index) => index !== touched).join("\n")}\n`);
  expect(await verify(removed)).toMatchObject({
    code: 1,
    verdict: { ok: false, firstBad: { sequence, problem: "missing" } },
  });
});
