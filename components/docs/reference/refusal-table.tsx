import { InlineMarkdown } from "@/components/docs/inline-markdown";
import type { ReferenceRefusal } from "@/lib/docs/reference/model";
import { refusalsThat } from "@/lib/docs/reference/refusals";
import { routes } from "@/lib/routes";

type RefusalTableProps = { refusals: readonly ReferenceRefusal[]; shared: ReadonlySet<string> };

/** Every reason by its status, the operation's own before those that every operation gives. */
export function RefusalTables({ refusals, shared }: RefusalTableProps) {
  const own = refusalsThat("own", refusals, shared);
  const always = refusalsThat("shared", refusals, shared);
  const count = always.reduce((total, { reasons }) => total + reasons.length, 0);
  return (
    <>
      {own.length > 0 ? <RefusalTable refusals={own} label="Refusals of this operation" /> : null}
      <details className="docs-field-inside">
        <summary>{count} reasons that every operation can answer</summary>
        <RefusalTable refusals={always} label="Refusals of every operation" />
      </details>
    </>
  );
}

export function RefusalTable({ refusals, label }: { refusals: readonly ReferenceRefusal[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="docs-table docs-refusals" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Reason</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {refusals.flatMap(({ status, reasons }) =>
            reasons.map(({ reason, meaning }) => (
              <tr key={reason}>
                <td>{status}</td>
                <td>
                  <a href={routes.docsReason(reason)}>
                    <code>{reason}</code>
                  </a>
                </td>
                <td>
                  <InlineMarkdown text={meaning} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}
