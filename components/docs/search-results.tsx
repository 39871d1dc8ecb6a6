import { useEffect, useRef } from "react";
import type { FoundSection } from "@/lib/client/docs-search";

type SearchResultsProps = {
  id: string;
  sections: readonly FoundSection[];
  chosen: number;
  onChoose: () => void;
};

/** What was found, as links; the chosen one stays in view. */
export function SearchResults({ id, sections, chosen, onChoose }: SearchResultsProps) {
  const current = useRef<HTMLAnchorElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new choice is another element behind the same ref
  useEffect(() => {
    // Not given back: browsers answer with a promise, which React would take for a clean-up.
    current.current?.scrollIntoView({ block: "nearest" });
  }, [chosen, sections]);

  return (
    <div id={id} role="listbox" aria-label="Sections" className="docs-search-results">
      {sections.map(({ href, page, heading, excerpt }, index) => (
        <a
          key={href}
          ref={index === chosen ? current : undefined}
          id={`${id}-${index}`}
          href={href}
          role="option"
          aria-selected={index === chosen}
          tabIndex={-1}
          onClick={onChoose}
        >
          <span className="docs-result-heading">{heading}</span>
          {page === heading ? null : <span className="docs-result-page">{page}</span>}
          <span className="docs-result-excerpt">{excerpt}</span>
        </a>
      ))}
    </div>
  );
}
