"use client";

import { useCorrections } from "@/components/hub/reviews/corrections";
import { Fact, NotSaid, Said } from "@/components/hub/reviews/fact";
import { NotSaidFields } from "@/components/hub/reviews/not-said-fields";
import { Status } from "@/components/ui/status";
import { type FieldOf, fieldText } from "@/lib/client/hub-customer-fields";

type FieldFactsProps<Subject> = {
  subject: Subject;
  fields: readonly FieldOf<Subject>[];
  /** Before a field's name in a correction: `persons[0].`. */
  prefix?: string;
  /** Before its term where it stands alone: "Ada Berg: ". */
  about?: string;
};

/** Facts in the order of their fields, each with the way to ask for its correction; what was not said comes last. */
export function FieldFacts<Subject>({ subject, fields, prefix = "", about = "" }: FieldFactsProps<Subject>) {
  const { drafts, asked } = useCorrections();
  const rows = fields.map(({ key, term, form }) => ({
    term,
    form,
    field: `${prefix}${key}`,
    label: about === "" ? term : `${about}${term.toLowerCase()}`,
    value: fieldText(form, subject[key]),
  }));
  const isSpokenOf = (field: string) =>
    drafts.some((draft) => draft.field === field) || asked.some((correction) => correction.field === field);
  const isShown = ({ field, value }: (typeof rows)[number]) => value !== null || isSpokenOf(field);
  return (
    <>
      {rows.filter(isShown).map(({ term, form, field, label, value }) => (
        <Fact key={field} term={term} field={field} label={label} isLong={form === "long" && value !== null}>
          {value === null ? (
            <NotSaid />
          ) : form === "caution" && value === "Yes" ? (
            <Status tone="warning">Yes</Status>
          ) : (
            <Said value={value} />
          )}
        </Fact>
      ))}
      <NotSaidFields fields={rows.filter((row) => !isShown(row))} />
    </>
  );
}
