/** What the pages of the API reference show: read off the OpenAPI document, ready to be written as HTML or Markdown. */
import type { Json } from "@/lib/api/openapi/json";

/** A parameter, or a member of a body or an answer. */
export type ReferenceField = {
  name: string;
  /** Unique on its page; what a link to the field ends with. */
  anchor: string;
  /** In words: `string`, `integer`, `list of strings`, `object`. */
  type: string;
  isRequired: boolean;
  isNullable: boolean;
  /** One line of Markdown. */
  description: string;
  /** Short phrases: `1 to 200 characters`, `at most 50 entries`. */
  constraints: readonly string[];
  /** All values that it may have; empty where it is not limited to some. */
  values: readonly string[];
  defaultValue: Json | undefined;
  example: Json | undefined;
  /** Members of an object, or of the objects in a list. */
  fields: readonly ReferenceField[];
};

export type ReferenceBody = {
  mediaType: string;
  isRequired: boolean;
  description: string | null;
  fields: readonly ReferenceField[];
  /** `undefined` where the body is a form, or may be anything. */
  example: Json | undefined;
};

export type ReferenceHeader = { name: string; description: string; example: string | null };

export type ReferenceAnswer = {
  status: number;
  description: string;
  mediaTypes: readonly string[];
  headers: readonly ReferenceHeader[];
  fields: readonly ReferenceField[];
  example: Json | undefined;
};

export type ReferenceRefusal = {
  status: number;
  reasons: readonly { reason: string; meaning: string }[];
  headers: readonly ReferenceHeader[];
};

export type ReferenceOperation = {
  /** Its id in the document, which is also its address. */
  name: string;
  /** `createCustomer` → `Create customer`. */
  title: string;
  method: string;
  /** With `/api/v1`, and placeholders such as `{id}`. */
  path: string;
  summary: string;
  description: string;
  area: string;
  /** `null` where none is needed. */
  permission: string | null;
  /** The read permission that the one above is not granted without; `null` for reads. */
  impliedPermission: string | null;
  takesPersonalKeys: boolean;
  pathFields: readonly ReferenceField[];
  queryFields: readonly ReferenceField[];
  headerFields: readonly ReferenceField[];
  body: ReferenceBody | null;
  answers: readonly ReferenceAnswer[];
  refusals: readonly ReferenceRefusal[];
};

export type ReferenceArea = {
  name: string;
  description: string;
  operations: readonly ReferenceOperation[];
};
