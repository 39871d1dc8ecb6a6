import { z } from "zod";
import { countDueSubjects } from "@/db/queries/screening";
import { listNewestImports, listWatchlistRows } from "@/db/queries/watchlists";
import { readOperation } from "@/lib/operations/operation";
import { watchlistsSchema } from "@/lib/schemas/screening";

export const listWatchlists = readOperation({
  name: "listWatchlists",
  summary: "Show the lists that are screened against, their age, and what is still to be screened",
  permission: "REVIEWS_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: watchlistsSchema,
  run: async ({ tx, now }) => {
    const [lists, imports, dueSubjects] = await Promise.all([
      listWatchlistRows(tx),
      listNewestImports(tx),
      countDueSubjects(tx, now),
    ]);
    return {
      items: lists.map((row) => ({
        name: row.name,
        environments: row.environments,
        version: row.version,
        entryCount: row.entryCount,
        sourceName: row.sourceName,
        sourceSha256: row.sourceSha256.toString("hex"),
        dataAsOf: row.dataAsOf?.toISOString() ?? null,
        importedAt: row.importedAt.toISOString(),
      })),
      imports: imports.map((row) => ({
        list: row.list,
        version: row.version,
        state: row.state,
        sourceName: row.sourceName,
        entryCount: row.entryCount,
        startedAt: row.startedAt.toISOString(),
        finishedAt: row.finishedAt?.toISOString() ?? null,
        failure: row.failure,
      })),
      dueSubjects,
      importCommand: "npm run -s cli -- screening import FILE",
    };
  },
});
