"use client";

import { useCorrections } from "@/components/hub/reviews/corrections";

type NotSaidFieldsProps = { fields: readonly { field: string; term: string; label: string }[] };

/** What the partner left out, in one line; each can be asked for. */
export function NotSaidFields({ fields }: NotSaidFieldsProps) {
  const { isOffered, ask } = useCorrections();
  if (fields.length === 0) return null;
  return (
    <div className="flex gap-x-4 gap-y-1 py-1.5 max-sm:flex-col">
      <dt className="shrink-0 text-muted-foreground sm:w-44">Not said</dt>
      <dd className="min-w-0 flex-1 text-muted-foreground">
        {isOffered ? (
          <ul className="flex flex-wrap gap-x-3">
            {fields.map(({ field, term, label }) => (
              <li key={field}>
                <button
                  type="button"
                  aria-label={`Ask for ${label}`}
                  onClick={() => ask(field, label)}
                  className="min-h-6 rounded-sm text-[0.8125rem] underline decoration-dotted underline-offset-4 transition-colors hover:text-foreground"
                >
                  {term}
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-[0.8125rem]">{fields.map(({ term }) => term).join(", ")}</p>
        )}
      </dd>
    </div>
  );
}
