/** The moment at which an imported version becomes the list, in the operator's own history. */
import { z } from "zod";
import { changeEnvironments, findWatchlistRow, lockSwitching, switchVersion } from "@/db/queries/watchlists";
import { conflict, notFound } from "@/lib/errors";
import { writeOperation } from "@/lib/operations/operation";
import { environmentSchema, timestampSchema } from "@/lib/schemas/common";
import { ALGORITHM } from "@/lib/screening/rules";

const environments = z.array(environmentSchema).min(1);

export const completeWatchlistImport = writeOperation({
  name: "completeWatchlistImport",
  summary: "Put an imported version of a list into force",
  permission: "REFERENCE_WRITE",
  audit: "watchlist.imported",
  reach: "organization",
  input: z.strictObject({ list: z.string(), version: z.int(), environments }),
  output: z.strictObject({ entryCount: z.int(), dataAsOf: timestampSchema.nullable() }),
  run: async ({ tx, now, audit }, { list, version, environments: wanted }) => {
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
