/** Playwright's `test` with people who are signed in already: one sign-in per role serves every worker of the run. */
import { stat } from "node:fs/promises";
import { type Browser, type BrowserContext, test as base, type Page } from "@playwright/test";
import { type DemoRole, signIn } from "./demo";
import { inTurn, sharedFile } from "./run-state";

export { expect } from "@playwright/test";

/** Dangerous actions ask for a new proof ten minutes after the sign-in; a test takes less than the other half. */
const REUSED_MILLISECONDS = 300_000;

export type OpenAs = (role: DemoRole) => Promise<Page>;

export const test = base.extend<{ openAs: OpenAs; openStranger: () => Promise<Page> }>({
  /** A page of a demo user in a browser context of its own. */
  openAs: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ storageState: await signedInState(browser, role) });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
  /** A page of somebody in another browser, who is not signed in. */
  openStranger: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

async function signedInState(browser: Browser, role: DemoRole): Promise<string> {
  const file = await sharedFile(`session-${role}.json`);
  await inTurn(`session-${role}`, async () => {
    const writtenAt = (await stat(file).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
    if (Date.now() - writtenAt < REUSED_MILLISECONDS) return;
    const context = await browser.newContext();
    await signIn(await context.newPage(), role);
    await context.storageState({ path: file });
    await context.close();
  });
  return file;
}
