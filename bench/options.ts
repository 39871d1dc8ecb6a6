/** The words of the command line. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { ROW_IDS } from "@/bench/rows";
import { missingForVerdict } from "@/bench/verdict";

export const USAGE = `Usage: npm run bench -- [OPTION…]

  --connections 16,64   how many requests are under way at once; one table row for each
  --processes 1,2       how many processes serve; as many of the empty handler's
  --rounds 3            how often everything is measured; the table shows medians
  --seconds 1           about how long each measurement lasts (at most 3)
  --only A,B            rows to measure: ${ROW_IDS.join(", ")}
  --assert              ends with 1 unless one process is as fast as it has to be; says what is missing
  --json                figures of every round as JSON instead of the table
  --profile FOLDER      writes a CPU profile of the platform's process (slows it down a little)
`;

const list = (text: string) => text.split(",");
const numbers = (text: string) => list(text).map(Number);

const schema = z.object({
  connections: z
    .string()
    .transform(numbers)
    .pipe(z.array(z.int().min(1).max(1024))),
  processes: z
    .string()
    .transform(numbers)
    .pipe(z.array(z.int().min(1).max(16))),
  rounds: z.coerce.number().int().min(1).max(99),
  // Everything of a round is signed before it begins, and a token is good for a minute.
  seconds: z.coerce.number().min(0.1).max(3),
  only: z
    .string()
    .transform(list)
    .pipe(z.array(z.enum(ROW_IDS))),
  assert: z.boolean(),
  json: z.boolean(),
  profile: z.string().optional(),
  help: z.boolean(),
});
export type BenchOptions = z.infer<typeof schema>;

/** Throws an error whose message is for the user. */
export function parseOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      connections: { type: "string", default: "16,64" },
      processes: { type: "string", default: "1,2" },
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "1" },
      only: { type: "string", default: ROW_IDS.join(",") },
      assert: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      profile: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const parsed = schema.safeParse(values);
  if (parsed.success) {
    const missing = parsed.data.assert ? missingForVerdict(parsed.data) : [];
    if (missing.length === 0) return parsed.data;
    throw new Error(`--assert needs ${missing.join(", ")}.`);
  }
  throw new Error(
    parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join("\n"),
  );
}
