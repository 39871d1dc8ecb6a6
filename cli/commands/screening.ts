/** Lists that customers, persons and beneficiaries are screened against. */
import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import path from "node:path";
import { command } from "@/cli/command";
import { withDeployment } from "@/cli/deployment";
import { CommandError, UsageError } from "@/cli/errors";
import { optional, reasonOption } from "@/cli/options";
import { fields } from "@/cli/output";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { type ImportOutcome, importWatchlist } from "@/lib/operations/screening/import-watchlist";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import { watchlistNameSchema } from "@/lib/schemas/screening";
import { WatchlistFileError } from "@/lib/screening/csv";

const DEFAULT_LIST = "opensanctions";
const BOTH: Environment[] = ["sandbox", "production"];
const PROGRESS_ENTRIES = 10_000;

export const screeningImport = command({
  name: "screening import",
  summary:
    "Import a list in OpenSanctions' targets.simple.csv form; everybody is screened against it from then on",
  options: {
    list: optional("NAME", toListName),
    environment: optional("sandbox|production|both", toEnvironments),
    fewer: optional("allowed", toFewer),
    reason: reasonOption,
  },
  operands: ["FILE"],
  run: ({ list = DEFAULT_LIST, environment = BOTH, fewer = false, reason }, { FILE }) =>
    withDeployment(async (runtime) => {
      await requireReadable(FILE);
      let shown = 0;
      const outcome = await importWatchlist(runtime, {
        list,
        environments: environment,
        source: { name: path.basename(FILE), open: () => createReadStream(FILE) },
        principal: operatorCli(OPERATOR_ORGANIZATION_ID, "sandbox"),
        origin: operatorCliOrigin(),
        reason: reason ?? null,
        mayHaveFewer: fewer,
        onProgress: (entryCount) => {
          if (entryCount < shown + PROGRESS_ENTRIES) return;
          shown = entryCount;
          // Not where the answer is read.
          process.stderr.write(`${entryCount.toLocaleString("en")} entries …\n`);
        },
      }).catch((error: unknown) => {
        throw error instanceof WatchlistFileError ? unusable(error.message) : error;
      });
      return { json: outcome, lines: outcomeLines(outcome) };
    }),
});

function outcomeLines(outcome: ImportOutcome): string[] {
  const { list, version, environments, entryCount, skippedCount, dataAsOf, unchanged } = outcome;
  return [
    ...fields([
      ["List", `${list}, version ${version}${unchanged ? " (unchanged)" : ""}`],
      ["Environments", environments.join(", ")],
      ["Entries", entryCount.toLocaleString("en")],
      ["Left out", skippedCount.toLocaleString("en")],
      ["Newest change", dataAsOf ?? "unknown"],
    ]),
    ...(unchanged ? [] : ["The running servers now screen everybody against it."]),
  ];
}

async function requireReadable(file: string): Promise<void> {
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  const isReadable = await access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!isFile || !isReadable) throw unusable(`It cannot be read: ${path.resolve(file)}`);
}

function unusable(message: string): CommandError {
  return new CommandError("invalid_request", "watchlist_unusable", `The list was not imported. ${message}`);
}

function toListName(text: string, name: string): string {
  const parsed = watchlistNameSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--${name} has up to 40 lower-case letters, digits, hyphens and underscores.`);
}

/** A list that has lost most of its entries is imported only by who says that this is meant. */
function toFewer(text: string, name: string): true {
  if (text === "allowed") return true;
  throw new UsageError(`--${name} takes the word allowed.`);
}

function toEnvironments(text: string, name: string): Environment[] {
  if (text === "both") return BOTH;
  const parsed = environmentSchema.safeParse(text);
  if (parsed.success) return [parsed.data];
  throw new UsageError(`--${name} must be sandbox, production or both.`);
}
