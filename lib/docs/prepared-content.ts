/** What pages of the documentation show, as plain data: made with the build, and read by the pages. */
import type { ReferenceOperation, ReferenceRefusal } from "@/lib/docs/reference/model";
import type { RenderedText } from "@/lib/docs/render";

/** Of a page that is a file. */
export type TextContent = RenderedText;

/** An area of the API with as much of its operations as a list shows. */
export type AreaListing = {
  name: string;
  description: string;
  operations: readonly Pick<
    ReferenceOperation,
    "name" | "title" | "method" | "path" | "summary" | "permission"
  >[];
};

/** Of the front page of the API reference. */
export type ReferenceContent = {
  areas: readonly AreaListing[];
  /** What every operation can answer. */
  refusals: readonly ReferenceRefusal[];
};

/** An operation's code as HTML. */
export type OperationCode = {
  sample: string;
  /** `null` where there is no example. */
  body: string | null;
  /** By status; those without an example are left out. */
  answers: Readonly<Record<string, string>>;
};

/** Of an operation of the API. */
export type OperationContent = {
  operation: ReferenceOperation;
  code: OperationCode;
  /** The reasons of refusals that all operations have. */
  shared: readonly string[];
};
