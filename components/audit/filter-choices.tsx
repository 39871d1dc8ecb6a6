import { FilterSelect } from "@/components/audit/filter-select";
import { Field } from "@/components/ui/field";
import type { AuditChoice } from "@/lib/client/audit-names";
import { AUDIT_ACTION_WORDS, AUDIT_FAMILIES, auditActionLabel, auditFamily } from "@/lib/client/audit-words";
import { shortId } from "@/lib/client/words";
import type { Environment } from "@/lib/schemas/common";

type FilterProps<Value extends string = string> = {
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
};

/** A whole family such as API keys, or one action of it. */
export function ActionFilter({ value, onChange }: FilterProps) {
  const actions = Object.keys(AUDIT_ACTION_WORDS);
  const isKnown = value === undefined || value in AUDIT_FAMILIES || actions.includes(value);
  return (
    <Field label="Action">
      {(control) => (
        <FilterSelect
          {...control}
          value={value ?? ""}
          onChange={(event) => onChange(event.target.value || undefined)}
        >
          <option value="">All actions</option>
          {isKnown ? null : <option value={value}>{auditActionLabel(value)}</option>}
          {Object.entries(AUDIT_FAMILIES).map(([family, title]) => (
            <optgroup key={family} label={title}>
              <option value={family}>{title}</option>
              {actions
                .filter((action) => auditFamily(action) === family)
                .map((action) => (
                  <option key={action} value={action}>
                    {auditActionLabel(action)}
                  </option>
                ))}
            </optgroup>
          ))}
        </FilterSelect>
      )}
    </Field>
  );
}

type ChoiceFilterProps = FilterProps & {
  label: string;
  everything: string;
  choices: readonly AuditChoice[];
};

/** One of the known names, or the id that the address holds even if nobody knows its name any more. */
export function ChoiceFilter({ label, everything, choices, value, onChange }: ChoiceFilterProps) {
  const isKnown = value === undefined || choices.some(({ id }) => id === value);
  return (
    <Field label={label}>
      {(control) => (
        <FilterSelect
          {...control}
          value={value ?? ""}
          onChange={(event) => onChange(event.target.value || undefined)}
        >
          <option value="">{everything}</option>
          {isKnown ? null : <option value={value}>{shortId(value)}</option>}
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </FilterSelect>
      )}
    </Field>
  );
}

export function EnvironmentFilter({ value, onChange }: FilterProps<Environment>) {
  return (
    <Field label="Environment">
      {(control) => (
        <FilterSelect
          {...control}
          value={value ?? ""}
          onChange={({ target }) =>
            onChange(target.value === "sandbox" || target.value === "production" ? target.value : undefined)
          }
        >
          <option value="">Any</option>
          <option value="sandbox">Sandbox</option>
          <option value="production">Production</option>
        </FilterSelect>
      )}
    </Field>
  );
}
