/** Options of commands as data: what they are called, what they take, and how the text becomes a value. */
import { UsageError } from "@/cli/errors";
import { reasonSchema } from "@/lib/schemas/account";

export type Option<Value> = {
  /** What stands after the name in the usage. */
  placeholder: string;
  required: boolean;
  /** `undefined` where the option was not given. Throws `UsageError` without repeating the text. */
  read: (text: string | undefined, name: string) => Value;
};

export type Options = Record<string, Option<unknown>>;

/** The values that a set of options reads. */
export type OptionValues<Set extends Options> = {
  [Name in keyof Set]: Set[Name] extends Option<infer Value> ? Value : never;
};

/** An option that must be given; `convert` says in its `UsageError` what it expects. */
export function required(placeholder: string): Option<string>;
export function required<Value>(
  placeholder: string,
  convert: (text: string, name: string) => Value,
): Option<Value>;
export function required(placeholder: string, convert = (text: string, _name: string): unknown => text) {
  const read = (text: string | undefined, name: string) => {
    if (text === undefined) throw new UsageError(`--${name} is missing.`);
    return convert(text, name);
  };
  return { placeholder, required: true, read };
}

/** An option that may be left out. */
export function optional(placeholder: string): Option<string | undefined>;
export function optional<Value>(
  placeholder: string,
  convert: (text: string, name: string) => Value,
): Option<Value | undefined>;
export function optional(placeholder: string, convert = (text: string, _name: string): unknown => text) {
  const read = (text: string | undefined, name: string) =>
    text === undefined ? undefined : convert(text, name);
  return { placeholder, required: false, read };
}

/** Why something is done, for the partner's history. */
export const reasonOption = optional("TEXT", toReason);

/** A required option with a few words to choose from. */
export function choice<const Word extends string>(words: readonly Word[]): Option<Word> {
  return required(words.join("|"), (text, name) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new UsageError(`--${name} must be one of ${words.join(", ")}.`);
    return word;
  });
}

/** `A,B` as a list; an empty text is an empty list. */
export function toList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function toReason(text: string, name: string): string {
  const parsed = reasonSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--${name} says why in 3 to 500 characters without control characters.`);
}

/** A whole number in plain digits. */
export function toCount(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} must be a whole number.`);
  return Number(text);
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90s`, `30m`, `1h` or `7d` in seconds; `none` is 0. */
export function toSeconds(text: string, name: string): number {
  if (text === "none") return 0;
  const [, amount, unit = ""] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const unitSeconds = UNIT_SECONDS[unit];
  if (amount === undefined || unitSeconds === undefined) {
    throw new UsageError(`--${name} must be a span such as 1h, 24h, 7d or 90s.`);
  }
  return Number(amount) * unitSeconds;
}
