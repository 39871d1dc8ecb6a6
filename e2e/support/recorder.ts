import type { Page } from "@playwright/test";

/** Everything that the page's browser context sends: URLs, headers and bodies, as one text to search. */
export function recordTraffic(page: Page): () => string {
  const parts: string[] = [];
  page.context().on("request", (request) => {
    parts.push(
      request.url(),
      JSON.stringify(request.headers()),
      request.postDataBuffer()?.toString("latin1") ?? "",
    );
  });
  return () => parts.join("\n");
}

/** Everything that the page's browser context is answered, as one text to search: pages, their data, and calls. */
export function recordAnswers(page: Page): () => Promise<string> {
  const parts: Promise<string>[] = [];
  page.context().on("response", (response) => {
    // An answer that a navigation cut off has no body any more.
    const body = response.text().catch(() => "");
    parts.push(body.then((text) => `${response.url()}\n${JSON.stringify(response.headers())}\n${text}`));
  });
  return async () => (await Promise.all(parts)).join("\n");
}

/** Everything of the page that outlives a dialog: its markup, its address and what it stored. */
export function keptByPage(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify(history.state),
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
    ].join(),
  );
}

/** Pieces by which a private key would be recognised in any encoding that keeps its base64 lines. */
export function privateKeyFragments(privateKeyPem: string): string[] {
  const lines = privateKeyPem.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("-----"));
  const base64 = lines.join("");
  // The first bytes are the same in every RSA key; what follows is this key's own.
  const fragments: string[] = [];
  for (let start = 64; start + 40 <= base64.length; start += 40)
    fragments.push(base64.slice(start, start + 40));
  return fragments;
}
