import { InlineMarkdown } from "@/components/docs/inline-markdown";
import { MethodBadge } from "@/components/docs/reference/method-badge";
import { ReferenceHeading } from "@/components/docs/reference/reference-heading";
import type { AreaListing } from "@/lib/docs/prepared-content";
import { areaAnchor } from "@/lib/docs/reference/headings";
import { routes } from "@/lib/routes";

/** All operations by area. */
export function AreaList({ areas }: { areas: readonly AreaListing[] }) {
  return areas.map((area) => (
    <section key={area.name} className="docs-text" aria-label={area.name}>
      <ReferenceHeading id={areaAnchor(area.name)} text={area.name} />
      <p>{area.description}</p>
      <ul className="docs-operations">
        {area.operations.map(({ name, title, method, path, summary, permission }) => (
          <li key={name}>
            <a href={routes.apiOperation(name)}>
              <span className="docs-operation-title">{title}</span>
              <span className="docs-operation-request">
                <MethodBadge method={method} /> <code>{path}</code>
              </span>
              <span className="docs-operation-summary">
                <InlineMarkdown text={summary} />. {permission === null ? "No permission." : permission}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  ));
}
