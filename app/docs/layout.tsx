import { headers } from "next/headers";
import type { ReactNode } from "react";
import { DocsBehaviour } from "@/components/docs/docs-behaviour";
import { DocsHeader } from "@/components/docs/docs-header";
import { DocsNavigation } from "@/components/docs/docs-navigation";
import { SkipLink } from "@/components/shell/skip-link";
import { navigationTree } from "@/lib/docs/navigation-tree";
import { docsEntries } from "@/lib/docs/prepared";
import { startScript } from "@/lib/docs/start-script";
import { routes } from "@/lib/routes";
import { getSessionUser } from "@/lib/web/shell";
import "./docs.css";

/** Everything under `/docs`: public, without the shells of signed-in people. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const requestHeaders = await headers();
  const path = (requestHeaders.get("x-nuvera-path") ?? routes.docs).split("?")[0] ?? routes.docs;
  const groups = navigationTree(await docsEntries());
  return (
    <div className="docs">
      <script
        nonce={requestHeaders.get("x-nonce") ?? undefined}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant; it must run before anything is painted
        dangerouslySetInnerHTML={{ __html: startScript() }}
        suppressHydrationWarning
      />
      <SkipLink />
      <DocsHeader groups={groups} currentPath={path} isSignedIn={await isSignedIn()} />
      <div className="docs-columns">
        <aside className="docs-sidebar" aria-label="Documentation">
          <DocsNavigation groups={groups} currentPath={path} label="Pages" />
        </aside>
        {children}
      </div>
      <DocsBehaviour />
    </div>
  );
}

/** The documentation is there for everybody, also while the database is not. */
async function isSignedIn(): Promise<boolean> {
  try {
    return (await getSessionUser()) !== null;
  } catch {
    return false;
  }
}
