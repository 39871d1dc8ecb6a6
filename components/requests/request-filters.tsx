"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { ChoiceFilter } from "@/components/audit/filter-choices";
import { FilterSelect } from "@/components/audit/filter-select";
import type { RequestLog } from "@/components/requests/use-request-log";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useMay, useWorkplace } from "@/components/workplace";
import { applicationChoicesQuery } from "@/lib/client/audit";
import type { AuditChoice } from "@/lib/client/audit-names";
import type { RequestFilterKey } from "@/lib/client/request-filter";
import { API_REASONS } from "@/lib/client/request-reasons";
import { keyWords, STATUS_CLASS_WORDS } from "@/lib/client/request-words";
import { requestFiguresQuery } from "@/lib/client/requests";
import type { RequestEntry } from "@/lib/schemas/request-log";
import { STATUS_CLASSES } from "@/lib/schemas/request-terms";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"].map((name) => ({ id: name, name }));
const STATUSES = STATUS_CLASSES.map((name) => ({
  id: name,
  name: `${STATUS_CLASS_WORDS[name].words} (${name})`,
}));

type RequestFiltersProps = {
  id: string;
  log: RequestLog;
  applicationId: string | undefined;
  /** What is shown: routes and addresses of these are offered. */
  requests: readonly RequestEntry[];
};

/** What the log can be narrowed to besides time and text. */
export function RequestFilters({ id, log, applicationId, requests }: RequestFiltersProps) {
  const { values } = log.filter;
  const change = (key: RequestFilterKey) => (value: string | undefined) =>
    log.change({ values: { [key]: value } });
  const keys = useKeyChoices(log);
  const choice = (key: RequestFilterKey) => ({ value: values[key], onChange: change(key) });
  return (
    <search id={id} aria-label="Filter the requests" className="grid w-full grid-cols-2 gap-3 md:grid-cols-4">
      <ChoiceFilter label="Status" everything="Any" choices={STATUSES} {...choice("status")} />
      <ReasonFilter {...choice("reason")} />
      {applicationId === undefined ? <ApplicationFilter {...choice("application")} /> : null}
      <ChoiceFilter label="Key" everything="Any" choices={keys} {...choice("key")} />
      <ChoiceFilter label="Method" everything="Any" choices={METHODS} {...choice("method")} />
      <TextFilter
        label="Route"
        placeholder="/api/v1/…"
        known={requests.flatMap(({ route }) => route ?? [])}
        {...choice("route")}
      />
      <TextFilter
        label="Address"
        placeholder="203.0.113.9"
        known={requests.flatMap(({ address }) => address ?? [])}
        {...choice("address")}
      />
    </search>
  );
}

type FilterProps = { value: string | undefined; onChange: (value: string | undefined) => void };

function ReasonFilter({ value, onChange }: FilterProps) {
  const isKnown = value === undefined || API_REASONS.some(({ reasons }) => reasons.includes(value));
  return (
    <Field label="Reason">
      {(control) => (
        <FilterSelect
          {...control}
          value={value ?? ""}
          onChange={({ target }) => onChange(target.value || undefined)}
        >
          <option value="">Any</option>
          {isKnown ? null : <option value={value}>{value}</option>}
          {API_REASONS.map(({ status, reasons }) => (
            <optgroup key={status} label={String(status)}>
              {reasons.map((reason) => (
                <option key={reason} value={reason}>
                  {reason}
                </option>
              ))}
            </optgroup>
          ))}
        </FilterSelect>
      )}
    </Field>
  );
}

function ApplicationFilter(props: FilterProps) {
  const { place } = useWorkplace();
  const mayRead = useMay("APPLICATIONS_READ");
  const query = useQuery({ ...applicationChoicesQuery(place, place.environment), enabled: mayRead });
  return <ChoiceFilter label="Application" everything="Any" choices={query.data ?? []} {...props} />;
}

/** The keys that were used in the time that is looked at. */
function useKeyChoices({ filter }: RequestLog): AuditChoice[] {
  const { place } = useWorkplace();
  const { data } = useQuery(
    requestFiguresQuery(place, {
      time: filter.time,
      applicationId: filter.values.application,
      keyId: undefined,
    }),
  );
  return (data?.keys ?? []).map(({ key, application }) => ({
    id: key.id,
    name: [keyWords(key), key.name ?? application?.name].filter(Boolean).join(" · "),
  }));
}

type TextFilterProps = FilterProps & { label: string; placeholder: string; known: readonly string[] };

/** Applied on Enter or when left; offers what the list shows. Keyed by its value, so that it follows the address. */
function TextFilter({ label, placeholder, known, value, onChange }: TextFilterProps) {
  const listId = useId();
  const choices = [...new Set(known)].sort();
  const apply = (typed: string) => {
    if (typed.trim() !== (value ?? "")) onChange(typed.trim() || undefined);
  };
  return (
    <Field label={label}>
      {(control) => (
        <>
          <Input
            {...control}
            key={value ?? ""}
            list={listId}
            defaultValue={value ?? ""}
            placeholder={placeholder}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono text-[0.8125rem]"
            onBlur={({ target }) => apply(target.value)}
            onKeyDown={({ key, currentTarget }) => (key === "Enter" ? apply(currentTarget.value) : undefined)}
          />
          <datalist id={listId}>
            {choices.map((choice) => (
              <option key={choice} value={choice} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
