/** The moment at which an imported version becomes the list, in the operator's own history. */
import { z } from "zod";
import { changeEnvironments, findWatchlistRow, lockSwitching, switchVersion } from "@/db/queries/watchlists";
import { conflict, notFound } from "@/lib/errors";
import { writeOperation } from "@/lib/operations/operation";
import { environmentSchema, timestampSchema } from "@/lib/schemas/common";
import { ALGORITHM } from "@/lib/screening/rules";

const environments = z.array(environmentSchema).min(1);

/** Smaller lists may change as they like. */
const NOTABLE_ENTRIES = 1_000;
/** A list that lost more than this share of its entries between two versions was most probably cut off on its way. */
const MOST_LOST = 0.5;

export const completeWatchlistImport = writeOperation({
  name: "completeWatchlistImport",
  summary: "Put an imported version of a list into force",
  permission: "REFERENCE_WRITE",
  audit: "watchlist.imported",
  reach: "organization",
  refuses: ["conflict"],
  input: z.strictObject({ list: z.string(), version: z.int(), environments, mayHaveFewer: z.boolean() }),
  output: z.strictObject({ entryCount: z.int(), dataAsOf: timestampSchema.nullable() }),
  run: async ({ tx, now, audit }, { list, version, environments: wanted, mayHaveFewer }) => {
    await lockSwitching(tx);
    const before = await findWatchlistRow(tx, list);
    const switched = await switchVersion(tx, {
      list,
      version,
      environments: wanted,
      algorithm: ALGORITHM,
      now,
    });
    if (switched === null) {
      throw conflict(`This import of ${list} was given up before it was complete. Start it again.`);
    }
    if (before !== undefined && !mayHaveFewer) requireAboutAsMany(before.entryCount, switched.entryCount);
    audit({
      target: { kind: "watchlist", id: list },
      ...(before === undefined
        ? {}
        : {
            before: {
              version: before.version,
              entryCount: before.entryCount,
              environments: before.environments,
            },
          }),
      after: { version, entryCount: switched.entryCount, environments: wanted },
    });
    return { entryCount: switched.entryCount, dataAsOf: switched.dataAsOf?.toISOString() ?? null };
  },
});

/** Throws 409: everybody whom a version leaves out is let go at once, with their payments. */
function requireAboutAsMany(before: number, after: number): void {
  if (before < NOTABLE_ENTRIES || after >= before * MOST_LOST) return;
  throw conflict(
    `The file has ${after} entries, the version in force ${before}. It looks cut off, and whoever is not in it would be let go. If it is whole, import it with --fewer allowed.`,
  );
}

export const setWatchlistEnvironments = writeOperation({
  name: "setWatchlistEnvironments",
  summary: "Have a list serve other environments",
  permission: "REFERENCE_WRITE",
  audit: "watchlist.imported",
  reach: "organization",
  input: z.strictObject({ list: z.string(), environments }),
  output: z.strictObject({ changed: z.boolean() }),
  run: async ({ tx, audit }, { list, environments: wanted }) => {
    await lockSwitching(tx);
    const before = await findWatchlistRow(tx, list);
    if (before === undefined) throw notFound("list");
    if ([...before.environments].sort().join() === [...wanted].sort().join()) {
      audit("unchanged");
      return { changed: false };
    }
    await changeEnvironments(tx, list, wanted);
    audit({
      target: { kind: "watchlist", id: list },
      before: { environments: before.environments },
      after: { environments: wanted },
    });
    return { changed: true };
  },
});
