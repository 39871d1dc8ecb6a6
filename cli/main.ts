/** The operator's command line: `npm run -s cli -- --help`. */
import { runCli } from "@/cli/run";

// Whoever reads our output may stop early (`| head`); that is no error.
process.stdout.on("error", () => process.exit());
process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
