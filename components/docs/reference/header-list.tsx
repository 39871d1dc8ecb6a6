import { InlineMarkdown } from "@/components/docs/inline-markdown";
import type { ReferenceHeader } from "@/lib/docs/reference/model";

/** Headers of an answer. */
export function HeaderList({ headers }: { headers: readonly ReferenceHeader[] }) {
  return (
    <details className="docs-field-inside">
      <summary>
        {headers.length} headers: {headers.map(({ name }) => name).join(", ")}
      </summary>
      <ul className="docs-fields" aria-label="Headers of the answer">
        {headers.map(({ name, description, example }) => (
          <li key={name} className="docs-field">
            <p className="docs-field-name">
              <code>{name}</code>
            </p>
            <p>
              <InlineMarkdown text={description} />
            </p>
            {example === null ? null : (
              <p className="docs-field-rule">
                For example: <code>{example}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
