/** Turns a schema's complaints into the field list of a 422. */
import type { z } from "zod";
import { type FieldProblem, validationFailed } from "@/lib/errors";

/** Parses `input` or throws `validation_failed` naming every field at fault; paths look like `persons[0].firstName`. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw validationFailed(parsed.error.issues.flatMap(fieldProblems));
}

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: fieldPath([...issue.path, key]),
      message: "Unknown field: remove it or check its spelling.",
    }));
  }
  return [{ path: fieldPath(issue.path), message: messageOf(issue) }];
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.input === undefined) return "Required.";
  return issue.message;
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}
