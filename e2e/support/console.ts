import type { Page } from "@playwright/test";

/** What the browser itself writes down of a refusal; the page shows those to the person. */
const REFUSED = /^Failed to load resource: the server responded with a status of (403|409|422) /;

/** Everything that goes wrong in the page from now on: errors that nobody caught, and what is written as an error. */
export function watchConsole(page: Page): () => string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url } = message.location();
    const isShown = REFUSED.test(message.text()) && new URL(url).pathname.startsWith("/api/ui/");
    if (!isShown) problems.push(`${message.text()} (${url})`);
  });
  return () => problems;
}
