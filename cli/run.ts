/** From the words of a command line to what is printed and the exit code. */
import type { Command } from "@/cli/command";
import { COMMANDS } from "@/cli/commands";
import { UsageError } from "@/cli/errors";
import { printable } from "@/cli/output";

export type Terminal = { out: (text: string) => void; err: (text: string) => void };

const INVOCATION = "npm run -s cli --";

/** Runs one command line. Exit codes: 0 done, 1 refused or failed, 2 not understood. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const asJson = argv.includes("--json");
  const words = argv.slice(argv.findIndex((word) => word !== "--json"));
  const name = Object.keys(COMMANDS).find((candidate) => startsWith(words, candidate.split(" ")));
  let usage = "";
  try {
    const command = name === undefined ? undefined : await COMMANDS[name]?.();
    usage = command === undefined ? await generalUsage(words) : `Usage: ${INVOCATION} ${command.usage}`;
    if (words.includes("--help")) {
      terminal.out(`${usage}\n`);
      return 0;
    }
    if (name === undefined || command === undefined) throw new UsageError("There is no such command.");
    const outcome = await command.run(words.slice(name.split(" ").length), terminal.out);
    const { json, lines, exitCode = 0, isPrinted = false } = outcome;
    if (isPrinted) return exitCode;
    terminal.out(asJson ? `${JSON.stringify(json)}\n` : `${lines.join("\n")}\n`);
    return exitCode;
  } catch (error) {
    return printFailure(error, usage, asJson, terminal);
  }
}

async function printFailure(
  error: unknown,
  usage: string,
  asJson: boolean,
  terminal: Terminal,
): Promise<number> {
  const { failureLines, toFailure } = await import("@/cli/failure");
  const failure = toFailure(error, usage);
  if (asJson) {
    terminal.out(`${JSON.stringify({ error: failure.error })}\n`);
  } else {
    const lines = failureLines(failure).flatMap((line) => line.split("\n").map(printable));
    terminal.err(`${[...lines, ...(failure.exitCode === 2 ? ["", usage] : [])].join("\n")}\n`);
  }
  return failure.exitCode;
}

function startsWith(words: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((word, index) => words[index] === word);
}

/** The commands of the group that was named, else all of them. */
async function generalUsage(words: readonly string[]): Promise<string> {
  const ofGroup = Object.keys(COMMANDS).filter((name) => name.split(" ")[0] === words[0]);
  const names = ofGroup.length > 0 ? ofGroup : Object.keys(COMMANDS);
  const commands: (Command | undefined)[] = await Promise.all(names.map((name) => COMMANDS[name]?.()));
  const lines = commands.flatMap((command) =>
    command === undefined ? [] : [`  ${command.usage}`, `      ${command.summary}`],
  );
  return [`Usage: ${INVOCATION} COMMAND`, ...lines].join("\n");
}
