/**
 * The conformance kit's command line; README.md explains it.
 *
 *   npm run -s conformance -- --signer "COMMAND" [--json] [--timeout-seconds 10] [--issuer …] [--audience …]
 *
 * Exit code: 0 when no rule is broken, 1 when one is, 2 when the command line is wrong.
 */
import { parseArgs } from "node:util";
import { makeReport, writeReport } from "./report";
import { runConformance } from "./run";

const USAGE =
  'Usage: --signer "COMMAND" [--json] [--timeout-seconds SECONDS] [--issuer TEXT] [--audience TEXT]\n';

function readArguments() {
  const { values } = parseArgs({
    options: {
      signer: { type: "string" },
      json: { type: "boolean", default: false },
      "timeout-seconds": { type: "string", default: "10" },
      issuer: { type: "string", default: "nuvera-api" },
      audience: { type: "string", default: "nuvera-rest-api" },
    },
  });
  const timeoutSeconds = Number(values["timeout-seconds"]);
  if (!values.signer) throw new Error("--signer is missing.");
  if (!(timeoutSeconds > 0 && timeoutSeconds <= 3600))
    throw new Error("--timeout-seconds is a number of seconds.");
  return { ...values, signer: values.signer, timeoutSeconds };
}

async function main(): Promise<number> {
  let options: ReturnType<typeof readArguments>;
  try {
    options = readArguments();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  const report = makeReport(options.signer, await runConformance(options));
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : writeReport(report));
  return report.ok ? 0 : 1;
}

process.exitCode = await main();
