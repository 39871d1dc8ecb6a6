/** `npm run bench`: signed requests beside an empty Next.js route handler, on this machine, now. */
import { type BenchOptions, parseOptions, USAGE } from "@/bench/options";
import { toMarkdown, toMedians } from "@/bench/report";
import { runBench } from "@/bench/run";
import { findVerdict, isReached, toLines } from "@/bench/verdict";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Exit code: 0 measured, 1 void or (`--assert`) too slow, 2 not understood. */
async function main(): Promise<number> {
  let options: BenchOptions;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    say(`${messageOf(error)}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    const { machine, rows, measurements } = await runBench(options, say);
    const medians = toMedians(measurements);
    const findings = options.assert ? findVerdict(medians) : [];
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ machine, medians, measurements, findings }, null, 2)}\n`
        : `\n${toMarkdown(rows, medians, machine, options.rounds)}`,
    );
    if (!options.assert) return 0;
    if (!options.json) process.stdout.write(`\n${toLines(findings)}`);
    return isReached(findings) ? 0 : 1;
  } catch (error) {
    say(`\n${messageOf(error)}`);
    return 1;
  }
}

/** With what caused it, and what caused that. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${messageOf(error.cause)}`;
}

process.exit(await main());
