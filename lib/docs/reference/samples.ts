/**
 * An operation's call in every language of the documentation, with its own method, target and body. Pure.
 */
import { SAMPLE_LANGUAGES, type SampleLanguage } from "@/lib/docs/languages";
import type { ReferenceField, ReferenceOperation } from "@/lib/docs/reference/model";
import {
  IDEMPOTENCY_KEY,
  PROGRAM_WRITERS,
  type SampleCall,
  UPLOADED_FILE,
} from "@/lib/docs/reference/sample-programs";

export type Sample = { id: SampleLanguage; fence: string; code: string };

/** The request target with example ids in it; lists ask for five. */
export function exampleTarget({ path, pathFields, queryFields }: ReferenceOperation): string {
  const filled = pathFields.reduce(
    (target, { name, example }) => target.replace(`{${name}}`, encodeURIComponent(String(example ?? name))),
    path,
  );
  return queryFields.some(({ name }) => name === "limit") ? `${filled}?limit=5` : filled;
}

/** Code by language, in the order of the tabs. */
export function samplesOf(operation: ReferenceOperation, baseUrl: string): readonly Sample[] {
  const call = callOf(operation, baseUrl);
  return SAMPLE_LANGUAGES.map(({ id, fence }) => {
    const write = PROGRAM_WRITERS[id];
    // Building a form is a matter of the whole program, which does it from the command line.
    const isCommand = write === undefined || (call.form !== null && id !== "node");
    return isCommand
      ? { id, fence: "bash", code: commandLine(COMMANDS[id], call) }
      : { id, fence, code: write(call) };
  });
}

/** The programs of `examples/`, which all take the same arguments. */
const COMMANDS: Readonly<Record<SampleLanguage, string>> = {
  shell: "./nuvera-call.sh",
  node: "node nuvera-call.mjs",
  python: "python3 nuvera_call.py",
  go: "go run nuvera_call.go",
  java: "java NuveraCall.java",
  php: "php nuvera-call.php",
};

function callOf(operation: ReferenceOperation, baseUrl: string): SampleCall {
  const { body, headerFields, answers } = operation;
  const isForm = body?.mediaType === "multipart/form-data";
  const json = body === null || isForm ? undefined : (body.example ?? { hello: "world" });
  return {
    name: operation.name,
    method: operation.method,
    target: exampleTarget(operation),
    baseUrl,
    body: json === undefined ? null : JSON.stringify(json, null, 2),
    form: isForm ? formFields(body.fields) : null,
    takesIdempotencyKey: headerFields.some(({ name }) => name === "Idempotency-Key"),
    answersFile: answers.some(({ mediaTypes }) => mediaTypes.some((type) => type !== "application/json")),
  };
}

function formFields(fields: readonly ReferenceField[]): Record<string, string> {
  const texts = fields.filter(({ type, isRequired }) => type !== "file" && isRequired);
  return Object.fromEntries(
    texts.map(({ name, values, example }) => [name, String(example ?? values[0] ?? "…")]),
  );
}

function quoted(target: string): string {
  return /[?&*()' ]/.test(target) ? `'${target}'` : target;
}

function commandLine(program: string, call: SampleCall): string {
  const key = call.takesIdempotencyKey ? `NUVERA_IDEMPOTENCY_KEY=${IDEMPOTENCY_KEY} ` : "";
  if (call.form !== null) {
    const fields = Object.entries(call.form).map(([name, value]) => ` ${name}=${value}`);
    return `${key}${program} --upload ${call.target} ${UPLOADED_FILE}${fields.join("")}`;
  }
  const file = call.answersFile ? " > document.pdf" : "";
  if (call.body === null) return `${key}${program} ${call.method} ${quoted(call.target)}${file}`;
  const write = `cat > body.json <<'JSON'\n${call.body}\nJSON`;
  return `${write}\n${key}${program} ${call.method} ${quoted(call.target)} body.json`;
}
