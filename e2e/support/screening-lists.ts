/** Lists that production is screened against, imported at the command line as the operator does. */
import { writeFile } from "node:fs/promises";
import { freshName } from "./applications";
import { cli } from "./organizations";
import { sharedFile } from "./run-state";

const COLUMNS = [
  "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails",
  "program_ids,dataset,first_seen,last_seen,last_change,topics",
].join(",");
const DAY = "2025-06-30T00:00:00";

/** A name for a list that no other test has. */
export function freshListName(): string {
  return freshName("e2e").replace(" ", "-");
}

/** Imports a version of the list with exactly these companies; throws what the command said when it was refused. */
export async function importList(
  list: string,
  companies: readonly string[],
  ...options: string[]
): Promise<void> {
  const file = await sharedFile(`${list}.csv`);
  const rows = companies.map(
    (company, index) =>
      `${list}-${index},Company,${company},,,de,,,Test programme,,,,Test register,${DAY},${DAY},${DAY},sanction`,
  );
  await writeFile(file, `${[COLUMNS, ...rows].join("\n")}\n`);
  await cli("screening", "import", file, "--list", list, "--environment", "production", ...options);
}
