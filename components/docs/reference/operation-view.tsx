import { InlineMarkdown } from "@/components/docs/inline-markdown";
import { AccessFacts } from "@/components/docs/reference/access-facts";
import { CodeHtml } from "@/components/docs/reference/code-html";
import { FieldList } from "@/components/docs/reference/field-list";
import { HeaderList } from "@/components/docs/reference/header-list";
import { MethodBadge } from "@/components/docs/reference/method-badge";
import { ReferenceHeading } from "@/components/docs/reference/reference-heading";
import { RefusalTables } from "@/components/docs/reference/refusal-table";
import { CopyButton } from "@/components/ui/copy-button";
import type { OperationCode } from "@/lib/docs/prepared-content";
import type {
  ReferenceAnswer,
  ReferenceBody,
  ReferenceField,
  ReferenceOperation,
} from "@/lib/docs/reference/model";
import { routes } from "@/lib/routes";

type OperationViewProps = { operation: ReferenceOperation; code: OperationCode; shared: ReadonlySet<string> };

/** One operation, whole: what it needs and takes, how it is called, what it answers. */
export function OperationView({ operation, code, shared }: OperationViewProps) {
  const { method, path, description } = operation;
  return (
    <div className="docs-text">
      <p className="docs-endpoint">
        <MethodBadge method={method} />
        <code>{path}</code>
        <CopyButton value={`${method} ${path}`} label="method and path" />
        <a href={`${routes.requestConsole}?operation=${operation.name}`}>Try it in the console</a>
      </p>
      {description === "" ? null : (
        <p>
          <InlineMarkdown text={description} />
        </p>
      )}
      <ReferenceHeading id="access" text="Access" />
      <AccessFacts operation={operation} />
      <Fields id="path-parameters" title="Path parameters" fields={operation.pathFields} />
      <Fields id="query-parameters" title="Query parameters" fields={operation.queryFields} />
      <Fields id="headers" title="Headers" fields={operation.headerFields} />
      {operation.body === null ? null : <Body body={operation.body} exampleHtml={code.body} />}
      <ReferenceHeading id="sample" text="Sample" />
      <div className="docs-sample">
        <CodeHtml html={code.sample} />
      </div>
      <ReferenceHeading id="answer" text="Answer" />
      {operation.answers.map((answer) => (
        <Answer key={answer.status} answer={answer} exampleHtml={code.answers[answer.status]} />
      ))}
      <ReferenceHeading id="refusals" text="Refusals" />
      <p>
        All have <a href={routes.docsPage("errors")}>one form</a>; each reason leads to its causes and
        remedies.
      </p>
      <RefusalTables refusals={operation.refusals} shared={shared} />
    </div>
  );
}

function Fields({ id, title, fields }: { id: string; title: string; fields: readonly ReferenceField[] }) {
  if (fields.length === 0) return null;
  return (
    <>
      <ReferenceHeading id={id} text={title} />
      <FieldList fields={fields} label={title} />
    </>
  );
}

function Body({ body, exampleHtml }: { body: ReferenceBody; exampleHtml: string | null }) {
  return (
    <>
      <ReferenceHeading id="body" text="Body" />
      <p>
        <code>{body.mediaType}</code>
        {body.isRequired ? ", required. " : ", may be left out. "}
        {body.description}
      </p>
      {body.fields.length > 0 ? <FieldList fields={body.fields} label="Body" /> : null}
      {exampleHtml === null ? null : <CodeHtml html={exampleHtml} />}
    </>
  );
}

type AnswerProps = { answer: ReferenceAnswer; exampleHtml: string | undefined };

function Answer({ answer, exampleHtml }: AnswerProps) {
  const { status, description, mediaTypes, headers, fields } = answer;
  return (
    <>
      <ReferenceHeading id={`answer-${status}`} text={`${status}`} depth={3} />
      <p>
        {description} {mediaTypes.join(", ")}
      </p>
      <HeaderList headers={headers} />
      {fields.length > 0 ? (
        <FieldList fields={fields} label={`Members of the answer ${status}`} side="answer" />
      ) : null}
      {exampleHtml === undefined ? null : <CodeHtml html={exampleHtml} />}
    </>
  );
}
