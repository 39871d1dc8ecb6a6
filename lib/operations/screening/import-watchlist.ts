/**
 * Importing a list: row by row into a version of its own, which comes into force in one statement when it is complete.
 * Whoever screens meanwhile sees the old version; an import that breaks off leaves it in force.
 */
import { createHash, type Hash } from "node:crypto";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import {
  beginImport,
  failImport,
  findWatchlistRow,
  giveUpSilentImports,
  storeEntries,
} from "@/db/queries/watchlists";
import { databaseErrorCode } from "@/lib/database-errors";
import { ApiError, conflict } from "@/lib/errors";
import type { CallOrigin } from "@/lib/operations/operation";
import { runOperation } from "@/lib/operations/run";
import {
  completeWatchlistImport,
  setWatchlistEnvironments,
} from "@/lib/operations/screening/put-watchlist-in-force";
import { removeLeftVersions } from "@/lib/operations/screening/remove-left-versions";
import type { Principal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";
import type { Environment } from "@/lib/schemas/common";
import { type ListedRow, readHeader, toListedRow, WatchlistFileError } from "@/lib/screening/csv";
import { ALGORITHM } from "@/lib/screening/rules";

const BATCH = 500;
/** Far longer than a batch takes. */
const SILENCE_MILLISECONDS = 60_000;
/** Nothing that is one record is longer; a quotation mark that is never closed would otherwise read on to the end. */
const MAXIMUM_RECORD_BYTES = 16 * 1024 * 1024;
/** PostgreSQL's word for a key that is there already. */
const UNIQUE_VIOLATION = "23505";

export type WatchlistSource = {
  /** What people know the file by. */
  name: string;
  /** The file from its beginning; it is read twice, so that one that is there already is known before anything is written. */
  open: () => Readable;
};

export type ImportRequest = {
  list: string;
  environments: readonly Environment[];
  source: WatchlistSource;
  /** Whom the audit history names; holds REFERENCE_WRITE in the operator's own organization. */
  principal: Principal;
  origin: CallOrigin;
  reason: string | null;
  /** Whether the list may have lost most of its entries; otherwise such a file is refused as one that was cut off. */
  mayHaveFewer?: boolean;
  onProgress?: (entryCount: number) => void;
};

export type ImportOutcome = {
  list: string;
  version: number;
  environments: Environment[];
  entryCount: number;
  /** Rows that nobody is compared with: vessels and the like, and what has no name. */
  skippedCount: number;
  sourceSha256: string;
  /** When the newest entry changed. */
  dataAsOf: string | null;
  /** The same file by the same rules was in force already. */
  unchanged: boolean;
};

/**
 * Imports a list. Throws `WatchlistFileError` for a file that is none, and `ApiError` 409 while another import of the list
 * is under way; both leave what was in force in force.
 */
export async function importWatchlist(runtime: Runtime, request: ImportRequest): Promise<ImportOutcome> {
  const { database, clock } = runtime;
  const { list, source } = request;
  const sourceSha256 = await digestOf(source.open());
  const inForce = await findWatchlistRow(database.db, list);
  if (inForce?.sourceSha256.equals(sourceSha256) && inForce.algorithm === ALGORITHM) {
    return unchanged(runtime, request, inForce);
  }
  const silentSince = new Date(clock().getTime() - SILENCE_MILLISECONDS);
  await giveUpSilentImports(database.db, silentSince, clock());
  await removeLeftVersions(runtime);
  const wanted = { list, sourceName: source.name, sourceSha256, now: clock() };
  const version = await beginImport(database.db, wanted);
  if (version === null) {
    throw conflict(
      `The list ${list} is being imported. If that process has ended, try again in ${SILENCE_MILLISECONDS / 1000} seconds.`,
    );
  }
  try {
    const skippedCount = await storeRows(runtime, request, { version, sourceSha256 });
    const environments = [...request.environments];
    const { principal, origin, reason, mayHaveFewer = false } = request;
    const input = { list, version, environments, mayHaveFewer };
    const done = await runOperation(runtime, principal, completeWatchlistImport, input, origin, reason);
    await removeLeftVersions(runtime);
    return {
      ...done,
      list,
      version,
      environments,
      skippedCount,
      sourceSha256: sourceSha256.toString("hex"),
      unchanged: false,
    };
  } catch (error) {
    const problem = toFileError(error);
    const failure =
      problem instanceof WatchlistFileError || problem instanceof ApiError
        ? problem.message
        : "It failed inside; see the log.";
    await failImport(database.db, { list, version }, failure, clock());
    await removeLeftVersions(runtime);
    throw problem;
  }
}

/** Perhaps for other environments; that is all there is to change. */
async function unchanged(
  runtime: Runtime,
  { list, environments, principal, origin, reason }: ImportRequest,
  inForce: NonNullable<Awaited<ReturnType<typeof findWatchlistRow>>>,
): Promise<ImportOutcome> {
  const input = { list, environments: [...environments] };
  await runOperation(runtime, principal, setWatchlistEnvironments, input, origin, reason);
  return {
    list,
    version: inForce.version,
    environments: [...environments],
    entryCount: inForce.entryCount,
    skippedCount: 0,
    sourceSha256: inForce.sourceSha256.toString("hex"),
    dataAsOf: inForce.dataAsOf?.toISOString() ?? null,
    unchanged: true,
  };
}

async function digestOf(file: Readable): Promise<Buffer> {
  const hash = createHash("sha256");
  await pipeline(file, hash);
  return hash.digest();
}

/** Gives how many rows were left out. Holds one batch at a time. */
async function storeRows(
  runtime: Runtime,
  { list, source, onProgress }: ImportRequest,
  { version, sourceSha256 }: { version: number; sourceSha256: Buffer },
): Promise<number> {
  const hash = createHash("sha256");
  const parser = parse({
    bom: true,
    columns: (header: string[]) => readHeader(header),
    info: true,
    max_record_size: MAXIMUM_RECORD_BYTES,
    skip_empty_lines: true,
  });
  // A parser that is left early closes the file.
  const reading = pipeline(source.open(), (chunks) => hashing(chunks, hash), parser);
  reading.catch(() => {});
  let batch: ListedRow[] = [];
  let [stored, skipped] = [0, 0];
  const flush = async () => {
    if (!(await storeEntries(runtime.database, { list, version }, batch, runtime.clock())))
      throw givenUp(list);
    stored += batch.length;
    batch = [];
    onProgress?.(stored);
  };
  for await (const { info, record } of parser) {
    const row = toListedRow(record, info.lines);
    if (row === null) skipped += 1;
    else batch.push(row);
    if (batch.length === BATCH) await flush();
  }
  await reading;
  await flush();
  if (stored === 0) throw new WatchlistFileError("The file names nobody: no row was left to import.");
  if (!hash.digest().equals(sourceSha256))
    throw new WatchlistFileError("The file changed while it was read.");
  return skipped;
}

async function* hashing(chunks: AsyncIterable<Buffer>, hash: Hash): AsyncIterable<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

function givenUp(list: string): Error {
  return conflict(`This import of ${list} was silent for so long that it was given up. Start it again.`);
}

/** What the parser and the database say of a file, in words for whoever made it. */
function toFileError(error: unknown): unknown {
  if (error instanceof CsvError) {
    return new WatchlistFileError(`The file is not the CSV that it should be: ${error.message}`);
  }
  if (databaseErrorCode(error) === UNIQUE_VIOLATION) {
    return new WatchlistFileError("The file has two rows with one id.");
  }
  return error;
}
