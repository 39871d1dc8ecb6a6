import { Menu } from "lucide-react";
import { Brand } from "@/components/brand";
import { DocsNavigation } from "@/components/docs/docs-navigation";
import { DocsSearch } from "@/components/docs/docs-search";
import { ThemeButton } from "@/components/docs/theme-button";
import { buttonVariants } from "@/components/ui/button-variants";
import type { NavigationGroup } from "@/lib/docs/navigation-tree";
import { routes } from "@/lib/routes";

type DocsHeaderProps = {
  groups: readonly NavigationGroup[];
  currentPath: string;
  isSignedIn: boolean;
};

/** The bar over every page: menu on small screens, search, theme, the way into the app. */
export function DocsHeader({ groups, currentPath, isSignedIn }: DocsHeaderProps) {
  return (
    <header className="docs-header">
      <details className="docs-menu" data-docs-menu="">
        <summary aria-label="Menu">
          <Menu className="size-5" aria-hidden="true" />
        </summary>
        <div className="docs-menu-sheet">
          <DocsNavigation groups={groups} currentPath={currentPath} label="Menu" />
        </div>
      </details>
      <a href={routes.docs} className="docs-home">
        <Brand />
        <span className="docs-home-word">Docs</span>
      </a>
      <div className="docs-header-middle">
        <DocsSearch />
      </div>
      <ThemeButton />
      <a
        href={isSignedIn ? routes.home : routes.signIn}
        className={buttonVariants({ variant: "outline", size: "sm", className: "docs-enter" })}
      >
        {isSignedIn ? "Open the dashboard" : "Sign in"}
      </a>
    </header>
  );
}
