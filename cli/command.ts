/** What a command is, and how the words after its name become its options and operands. */
import { parseArgs } from "node:util";
import { UsageError } from "@/cli/errors";
import type { Options, OptionValues } from "@/cli/options";
import { redact } from "@/lib/security/redact";

/** What a command did: one JSON object for programs, lines for people, and how it went. */
export type Outcome = {
  json: object;
  lines: readonly string[];
  exitCode?: number;
  /** What there was to say was printed while it was made; nothing comes after it. */
  isPrinted?: true;
};

/** For what is too long to be held until it is complete. */
export type Print = (text: string) => void;

export type Command = {
  usage: string;
  summary: string;
  /** Throws `UsageError` before anything is done when the words do not fit. */
  run: (words: readonly string[], print?: Print) => Promise<Outcome>;
};

type Declaration<Set extends Options, Operand extends string> = {
  /** As typed, for example `app create`. */
  name: string;
  summary: string;
  options: Set;
  /** Values without a name, in this order, all of them required. */
  operands?: readonly Operand[];
  run: (options: OptionValues<Set>, operands: Record<Operand, string>, print: Print) => Promise<Outcome>;
};

/** Every command takes these too; `runCli` has looked at them already. */
const FLAGS = ["json", "help"];

/** Declares a command; its usage line is made from its options. */
export function command<Set extends Options, Operand extends string = never>(
  declaration: Declaration<Set, Operand>,
): Command {
  const { name, summary, options, operands = [] } = declaration;
  return {
    usage: usageOf(name, options, operands),
    summary,
    run: (words, print = () => {}) => {
      const given = splitWords(words, options);
      // Both records get exactly the declared names just below.
      const values = readOptions(given.options, options) as OptionValues<Set>;
      const named = readOperands(given.operands, operands) as Record<Operand, string>;
      return declaration.run(values, named, print);
    },
  };
}

function usageOf(name: string, options: Options, operands: readonly string[]): string {
  const parts = Object.entries(options).map(([option, { placeholder, required }]) =>
    required ? `--${option} ${placeholder}` : `[--${option} ${placeholder}]`,
  );
  const needed = parts.filter((part) => !part.startsWith("["));
  const others = parts.filter((part) => part.startsWith("["));
  return [name, ...needed, ...operands, ...others, "[--json]"].join(" ");
}

type GivenWords = { options: ReadonlyMap<string, string>; operands: readonly string[] };

function splitWords(words: readonly string[], options: Options): GivenWords {
  const takesValue = Object.fromEntries(
    Object.keys(options).map((name) => [name, { type: "string" }] as const),
  );
  const isFlag = Object.fromEntries(FLAGS.map((name) => [name, { type: "boolean" }] as const));
  const config = { options: { ...takesValue, ...isFlag }, strict: false, tokens: true } as const;
  const { tokens } = parseArgs({ args: [...words], ...config });
  const values = new Map<string, string>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    if (FLAGS.includes(token.name)) {
      if (token.value !== undefined) throw new UsageError(`--${token.name} takes no value.`);
      continue;
    }
    if (!Object.hasOwn(options, token.name)) throw new UsageError(`Unknown option ${redact(token.rawName)}.`);
    if (values.has(token.name)) throw new UsageError(`--${token.name} was given twice.`);
    if (token.value === undefined || (!token.inlineValue && isOptionName(token.value, options))) {
      throw new UsageError(`--${token.name} needs a value.`);
    }
    values.set(token.name, token.value);
  }
  return { options: values, operands };
}

/** `--name --json` forgot the name rather than meant it; a value may otherwise begin with hyphens. */
function isOptionName(word: string, options: Options): boolean {
  const name = /^--([^=]+)/.exec(word)?.[1];
  return name !== undefined && (Object.hasOwn(options, name) || FLAGS.includes(name));
}

function readOptions(given: ReadonlyMap<string, string>, options: Options): Record<string, unknown> {
  const missing = Object.entries(options).filter(([name, { required }]) => required && !given.has(name));
  if (missing.length > 0) {
    throw new UsageError(`Missing: ${missing.map(([name]) => `--${name}`).join(", ")}.`);
  }
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, option.read(given.get(name), name)]),
  );
}

function readOperands(given: readonly string[], names: readonly string[]): Record<string, string> {
  if (given.length > names.length) throw new UsageError("There is a word too many.");
  return Object.fromEntries(
    names.map((name, index) => {
      const value = given[index];
      if (value === undefined) throw new UsageError(`${name} is missing.`);
      return [name, value];
    }),
  );
}
