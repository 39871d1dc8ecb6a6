import { InlineMarkdown } from "@/components/docs/inline-markdown";
import { accessSentences } from "@/lib/docs/reference/markdown";
import type { ReferenceOperation } from "@/lib/docs/reference/model";

/** What an application needs for the operation, and which credentials it takes. */
export function AccessFacts({ operation }: { operation: ReferenceOperation }) {
  return (
    <ul>
      {accessSentences(operation).map((sentence) => (
        <li key={sentence}>
          <InlineMarkdown text={sentence} />
        </li>
      ))}
    </ul>
  );
}
