import type { NavigationGroup } from "@/lib/docs/navigation-tree";

type DocsNavigationProps = {
  groups: readonly NavigationGroup[];
  currentPath: string;
  /** Its name among the page's navigations. */
  label: string;
};

/** Links to all pages by their groups. Plain links: pages are small, and each is whole by itself. */
export function DocsNavigation({ groups, currentPath, label }: DocsNavigationProps) {
  return (
    <nav aria-label={label} className="docs-navigation">
      {groups.map((group) => (
        <Group key={group.title} group={group} currentPath={currentPath} />
      ))}
    </nav>
  );
}

function Group({ group, currentPath }: { group: NavigationGroup; currentPath: string }) {
  const links = (
    <ul>
      {group.pages.map(({ href, title }) => (
        <li key={href}>
          <a href={href} aria-current={href === currentPath ? "page" : undefined}>
            {title.replaceAll("`", "")}
          </a>
        </li>
      ))}
    </ul>
  );
  if (!group.isFolded) {
    return (
      <section>
        <h2>{group.title}</h2>
        {links}
      </section>
    );
  }
  return (
    <details open={group.pages.some(({ href }) => href === currentPath)}>
      <summary>{group.title.replace("API: ", "")}</summary>
      {links}
    </details>
  );
}
