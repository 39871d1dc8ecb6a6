import { FilterSelect } from "@/components/audit/filter-select";
import { BodyEditor } from "@/components/console/body-editor";
import { ParameterFields } from "@/components/console/parameter-fields";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { Input } from "@/components/ui/input";
import { type ConsoleDraft, METHODS, mayHaveBody } from "@/lib/client/console/draft";
import type { ConsoleOperation } from "@/lib/client/console/operation";

type RequestFormProps = {
  draft: ConsoleDraft;
  operation: ConsoleOperation | null;
  uploaded: File | null;
  onChange: (part: Partial<ConsoleDraft>) => void;
  onUpload: (file: File) => void;
};

/** Everything of a request but the keys: parameters, body, Idempotency-Key. */
export function RequestForm({ draft, operation, uploaded, onChange, onUpload }: RequestFormProps) {
  const isForm = operation?.formParameters != null;
  const hasBody = operation === null ? mayHaveBody(draft.method) : operation.bodyExample !== null;
  const takesKey = operation === null ? draft.method === "POST" : operation.takesIdempotencyKey;
  return (
    <>
      {operation === null ? (
        <OwnTarget draft={draft} onChange={onChange} />
      ) : (
        <>
          <ParameterFields
            title="Path"
            parameters={operation.pathParameters}
            values={draft.path}
            onChange={(name, value) => onChange({ path: { ...draft.path, [name]: value } })}
          />
          <ParameterFields
            title="Query"
            parameters={operation.queryParameters}
            values={draft.query}
            onChange={(name, value) => onChange({ query: { ...draft.query, [name]: value } })}
          />
        </>
      )}
      {isForm ? (
        <>
          <ParameterFields
            title="Form"
            parameters={operation.formParameters ?? []}
            values={draft.form}
            onChange={(name, value) => onChange({ form: { ...draft.form, [name]: value } })}
          />
          <FileDrop
            label="File"
            help="PDF, PNG or JPEG. The form is built, hashed and sent by this page."
            accept=".pdf,.png,.jpg,.jpeg"
            fileName={uploaded?.name ?? null}
            error={undefined}
            onFile={onUpload}
          />
        </>
      ) : null}
      {hasBody ? (
        <BodyEditor
          body={draft.body}
          example={operation?.bodyExample ?? null}
          onChange={(body) => onChange({ body })}
        />
      ) : null}
      {takesKey ? (
        <IdempotencyKey
          value={draft.idempotencyKey}
          onChange={(value) => onChange({ idempotencyKey: value })}
        />
      ) : null}
    </>
  );
}

function OwnTarget({ draft, onChange }: Pick<RequestFormProps, "draft" | "onChange">) {
  return (
    <div className="grid gap-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <Field label="Method" help="Browsers send no body with GET or DELETE; nor does the API take one.">
        {(control) => (
          <FilterSelect
            {...control}
            value={draft.method}
            onChange={(event) => onChange({ method: event.target.value })}
          >
            {METHODS.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </FilterSelect>
        )}
      </Field>
      <Field
        label="Target"
        help="Path and query, percent-encoded already: signed as it stands here. What a browser would rewrite on sending, such as /../ or a quote, is refused here; the copied snippets send it."
      >
        {(control) => (
          <Input
            {...control}
            className="font-mono text-[0.8125rem]"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={draft.target}
            onChange={(event) => onChange({ target: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

function IdempotencyKey({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Field label="Idempotency-Key" help="Makes the request safe to repeat for 24 hours. May be left out.">
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            className="font-mono text-[0.8125rem]"
            autoComplete="off"
            spellCheck={false}
            maxLength={255}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <Button variant="outline" onClick={() => onChange(crypto.randomUUID())}>
            Make one
          </Button>
        </div>
      )}
    </Field>
  );
}
