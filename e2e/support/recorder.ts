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
