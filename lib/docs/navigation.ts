/**
 * The pages of the documentation in the order in which they are read. A page here is a file of `docs/site`; its title
 * is the file's first heading and its summary the first paragraph. Pages that are made from something else stand in
 * `lib/docs/reference-pages.ts`.
 */

export type DocsGroup = {
  title: string;
  slugs: readonly string[];
};

/** The front page has no name in the address. */
export const FRONT_PAGE = "overview";

export const DOCS_GROUPS: readonly DocsGroup[] = [
  { title: "Get started", slugs: [FRONT_PAGE, "quick-start", "create-an-application"] },
  {
    title: "Signed requests",
    slugs: ["sign-requests", "signing-rules", "check-your-signer", "client-package", "rotate-keys"],
  },
  {
    title: "When it fails",
    slugs: ["errors", "troubleshooting", "request-log"],
  },
  {
    title: "Access",
    slugs: ["environments", "permissions", "personal-keys", "address-lists", "security"],
  },
  {
    title: "Using the API",
    slugs: ["documents", "idempotency", "paging", "limits", "webhooks", "sandbox", "compatibility"],
  },
];

/** Every page that is a file, in order. */
export const FILE_SLUGS: readonly string[] = DOCS_GROUPS.flatMap(({ slugs }) => slugs);
