/** A page of the reference as Markdown: its twin, what is searched, and what language models read. Pure. */
import { SHARED_REFUSALS } from "@/lib/docs/reference/headings";
import type {
  ReferenceArea,
  ReferenceBody,
  ReferenceField,
  ReferenceOperation,
  ReferenceRefusal,
} from "@/lib/docs/reference/model";
import { refusalsThat, sharedReasons } from "@/lib/docs/reference/refusals";
import { samplesOf } from "@/lib/docs/reference/samples";
import { routes } from "@/lib/routes";

/** The body of an operation's page; title and summary stand above it. */
export function operationMarkdown(
  operation: ReferenceOperation,
  baseUrl: string,
  shared: ReadonlySet<string>,
): string {
  const { method, path, description } = operation;
  return [
    `\`\`\`http\n${method} ${path}\n\`\`\``,
    description,
    accessMarkdown(operation),
    section("Path parameters", fieldTable(operation.pathFields)),
    section("Query parameters", fieldTable(operation.queryFields)),
    section("Headers", fieldTable(operation.headerFields)),
    operation.body === null ? "" : section("Body", bodyMarkdown(operation.body)),
    section("Sample", samplesMarkdown(operation, baseUrl)),
    section("Answer", answersMarkdown(operation)),
    section("Refusals", refusalsMarkdown(operation, shared)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** The body of the index. */
export function indexMarkdown(areas: readonly ReferenceArea[]): string {
  const operations = areas.flatMap((area) => area.operations);
  const shared = sharedReasons(operations);
  const always = refusalsThat("shared", operations[0]?.refusals ?? [], shared);
  return [
    ...areas.map(areaMarkdown),
    section(
      SHARED_REFUSALS.text,
      `Refusals that do not depend on the operation. All have [one form](${routes.docsPage("errors")}).\n\n${refusalTable(always)}`,
    ),
  ].join("\n\n");
}

function areaMarkdown({ name, description, operations }: ReferenceArea): string {
  const rows = operations.map(({ name: id, title, method, path, permission }) => {
    const needed = permission === null ? "none" : `\`${permission}\``;
    return `| [${title}](${routes.apiOperation(id)}) | \`${method} ${path}\` | ${needed} |`;
  });
  return section(
    name,
    `${description}\n\n| Operation | Request | Permission |\n| --- | --- | --- |\n${rows.join("\n")}`,
  );
}

/** What the operation needs, in sentences; pages show them too. */
export function accessSentences({
  permission,
  impliedPermission,
  takesPersonalKeys,
}: ReferenceOperation): string[] {
  return [
    permission === null
      ? "Needs no permission: every application may call it."
      : `Needs the permission \`${permission}\`${impliedPermission === null ? "" : `, which comes with \`${impliedPermission}\``}.`,
    takesPersonalKeys
      ? `Takes a [signed request](${routes.docsPage("sign-requests")}) of an application, or a [personal key](${routes.docsPage("personal-keys")}).`
      : `Takes a [signed request](${routes.docsPage("sign-requests")}) of an application; personal keys are refused.`,
  ];
}

function accessMarkdown(operation: ReferenceOperation): string {
  return section("Access", accessSentences(operation).join(" "));
}

function section(title: string, content: string): string {
  return content === "" ? "" : `## ${title}\n\n${content}`;
}

function bodyMarkdown(body: ReferenceBody): string {
  const kind = `\`${body.mediaType}\`${body.isRequired ? ", required" : ", may be left out"}.`;
  return [[kind, body.description ?? ""].join(" ").trim(), fieldTable(body.fields)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function fieldTable(fields: readonly ReferenceField[], side: "request" | "answer" = "request"): string {
  if (fields.length === 0) return "";
  const rows = flattened(fields, "").map(
    ({ path, field }) => `| \`${path}\` | ${typeInWords(field, side)} | ${cell(wordsOf(field))} |`,
  );
  return `| Name | Type | Meaning |\n| --- | --- | --- |\n${rows.join("\n")}`;
}

/** Members of members, by their whole paths: `persons[].firstName`. */
export function flattened(
  fields: readonly ReferenceField[],
  before: string,
): { path: string; field: ReferenceField }[] {
  return fields.flatMap((field) => {
    const path = `${before}${field.name}`;
    const inside = field.type.startsWith("list") ? `${path}[].` : `${path}.`;
    return [{ path, field }, ...flattened(field.fields, inside)];
  });
}

/** In requests it counts what has to be there, in answers what may be missing. */
function typeInWords({ type, isRequired, isNullable }: ReferenceField, side: "request" | "answer"): string {
  const isNamed = isRequired === (side === "request");
  const presence = side === "request" ? "**required**" : "may be missing";
  return `${type}${isNullable ? " or null" : ""}${isNamed ? `, ${presence}` : ""}`;
}

function wordsOf({ description, constraints, values, defaultValue }: ReferenceField): string {
  return [
    description,
    constraints.length === 0 ? "" : `${capitalized(constraints.join("; "))}.`,
    values.length === 0 ? "" : `One of ${values.map((value) => `\`${value}\``).join(", ")}.`,
    defaultValue === undefined ? "" : `Without it: \`${JSON.stringify(defaultValue)}\`.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** Fences that the pages show as tabs. */
export function samplesMarkdown(operation: ReferenceOperation, baseUrl: string): string {
  return samplesOf(operation, baseUrl)
    .map(({ id, fence, code }) => `\`\`\`${fence} tab=${id}\n${code}\n\`\`\``)
    .join("\n\n");
}

function answersMarkdown({ answers }: ReferenceOperation): string {
  return answers
    .map((answer) =>
      [
        `### ${answer.status}`,
        `${answer.description} \`${answer.mediaTypes.join("`, `")}\`.`,
        answer.headers.map(({ name, description }) => `- \`${name}\`: ${description}`).join("\n"),
        fieldTable(answer.fields, "answer"),
        answer.example === undefined
          ? ""
          : `\`\`\`json title="${answer.status}"\n${JSON.stringify(answer.example, null, 2)}\n\`\`\``,
      ]
        .filter((part) => part !== "")
        .join("\n\n"),
    )
    .join("\n\n");
}

function refusalsMarkdown({ refusals }: ReferenceOperation, shared: ReadonlySet<string>): string {
  const always = `${routes.apiReference}#${SHARED_REFUSALS.id}`;
  const own = refusalsThat("own", refusals, shared);
  if (own.length === 0) return `[Those that every operation can answer](${always}), no others.`;
  return `${refusalTable(own)}\n\nBeside these, [those that every operation can answer](${always}).`;
}

function refusalTable(refusals: readonly ReferenceRefusal[]): string {
  const rows = refusals.flatMap(({ status, reasons }) =>
    reasons.map(
      ({ reason, meaning }) =>
        `| ${status} | [\`${reason}\`](${routes.docsReason(reason)}) | ${cell(meaning)} |`,
    ),
  );
  return `| Status | Reason | Meaning |\n| --- | --- | --- |\n${rows.join("\n")}`;
}
