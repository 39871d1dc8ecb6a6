import { InlineMarkdown } from "@/components/docs/inline-markdown";
import type { ReferenceField } from "@/lib/docs/reference/model";

/** Longer lists of values are folded. */
const MOST_VALUES_OPEN = 14;

type FieldListProps = {
  fields: readonly ReferenceField[];
  label: string;
  /** In requests it counts what has to be there, in answers what may be missing. */
  side?: "request" | "answer";
};

/** Parameters or members, each with what it is and means; what lies inside of one is folded under it. */
export function FieldList({ fields, label, side = "request" }: FieldListProps) {
  return (
    <ul aria-label={label} className="docs-fields">
      {fields.map((field) => (
        <Field key={field.anchor} field={field} side={side} />
      ))}
    </ul>
  );
}

function Field({ field, side }: { field: ReferenceField; side: "request" | "answer" }) {
  const { name, anchor, type, isRequired, isNullable, description, constraints, values } = field;
  return (
    <li id={anchor} className="docs-field">
      <p className="docs-field-name">
        <a href={`#${anchor}`} data-copy-link="" aria-label={`Link to ${name}`}>
          <code>{name}</code>
        </a>
        <span className="docs-field-type">
          {type}
          {isNullable ? " or null" : ""}
        </span>
        {side === "request" && isRequired ? <span className="docs-field-required">required</span> : null}
        {side === "answer" && !isRequired ? <span className="docs-field-type">may be missing</span> : null}
      </p>
      <p>
        <InlineMarkdown text={description} />
      </p>
      {constraints.length > 0 ? (
        <p className="docs-field-rule">
          <InlineMarkdown text={constraints.join("; ")} />
        </p>
      ) : null}
      <Values values={values} />
      <Literal word="Without it" value={field.defaultValue} />
      {field.fields.length === 0 ? <Literal word="For example" value={field.example} /> : null}
      {field.fields.length > 0 ? (
        <details className="docs-field-inside">
          <summary>
            {field.fields.length} {field.fields.length === 1 ? "member" : "members"} of{" "}
            {type.startsWith("list") ? `each of the ${name}` : name}
          </summary>
          <FieldList fields={field.fields} label={`Members of ${name}`} side={side} />
        </details>
      ) : null}
    </li>
  );
}

function Values({ values }: { values: readonly string[] }) {
  if (values.length === 0) return null;
  const list = (
    <ul className="docs-field-values" aria-label="Values">
      {values.map((value) => (
        <li key={value}>
          <code>{value}</code>
        </li>
      ))}
    </ul>
  );
  if (values.length <= MOST_VALUES_OPEN) return list;
  return (
    <details className="docs-field-inside">
      <summary>{values.length} values</summary>
      {list}
    </details>
  );
}

function Literal({ word, value }: { word: string; value: ReferenceField["example"] }) {
  if (value === undefined || (typeof value === "object" && value !== null)) return null;
  return (
    <p className="docs-field-rule">
      {word}: <code>{JSON.stringify(value)}</code>
    </p>
  );
}
