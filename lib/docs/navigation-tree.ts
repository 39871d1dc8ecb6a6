/** Pages under the headings of the left-hand navigation. */
import type { DocsEntry } from "@/lib/docs/page";

export type NavigationGroup = {
  title: string;
  pages: readonly Pick<DocsEntry, "href" | "title">[];
  /** Shown as its title alone until somebody is among its pages: the areas of the API reference. */
  isFolded: boolean;
};

/** Groups in the order in which their first pages are read. */
export function navigationTree(pages: readonly DocsEntry[]): readonly NavigationGroup[] {
  const titles = [...new Set(pages.map(({ group }) => group))];
  return titles.map((title) => ({
    title,
    pages: pages.filter(({ group }) => group === title),
    isFolded: title.startsWith("API: "),
  }));
}
