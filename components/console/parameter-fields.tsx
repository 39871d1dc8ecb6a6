import { FilterSelect } from "@/components/audit/filter-select";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ConsoleParameter } from "@/lib/client/console/operation";

type ParameterFieldsProps = {
  title: string;
  parameters: readonly ConsoleParameter[];
  values: Readonly<Record<string, string>>;
  onChange: (name: string, value: string) => void;
};

/** Parameters of the path, of the query or of a form; those with few values to choose from. */
export function ParameterFields({ title, parameters, values, onChange }: ParameterFieldsProps) {
  if (parameters.length === 0) return null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-3 font-medium text-muted-foreground text-xs">{title}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {parameters.map(({ name, description, values: choices, isRequired, example }) => (
          <Field
            key={name}
            label={
              <span className="flex items-baseline gap-2">
                <code className="font-mono text-[0.8125rem]">{name}</code>
                {isRequired ? (
                  <span className="font-normal text-muted-foreground text-xs">required</span>
                ) : null}
              </span>
            }
            help={description.replaceAll("`", "")}
          >
            {(control) =>
              choices.length > 0 ? (
                <FilterSelect
                  {...control}
                  value={values[name] ?? ""}
                  onChange={(event) => onChange(name, event.target.value)}
                >
                  <option value="">{isRequired ? "Choose" : "Leave out"}</option>
                  {choices.map((choice) => (
                    <option key={choice} value={choice}>
                      {choice}
                    </option>
                  ))}
                </FilterSelect>
              ) : (
                <Input
                  {...control}
                  className="font-mono text-[0.8125rem]"
                  autoComplete="off"
                  spellCheck={false}
                  placeholder={example ?? ""}
                  value={values[name] ?? ""}
                  onChange={(event) => onChange(name, event.target.value)}
                />
              )
            }
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
