/**
 * Rows of OpenSanctions' `targets.simple.csv`: a header, one entity a row, several values of a column joined by `;` as
 * CSV inside of CSV (https://www.opensanctions.org/docs/bulk/csv/). Columns may stand in any order and most may be missing.
 */
import { parse } from "csv-parse/sync";
import { nameWords, normalizeIdentifier, normalizeName } from "@/lib/screening/names";
import { MATCHED_SCHEMAS } from "@/lib/screening/rules";

const REQUIRED = ["id", "schema", "name"] as const;

/** The file is none that can be imported; the message says why and where. */
export class WatchlistFileError extends Error {
  override name = "WatchlistFileError";
}

/** A name of an entity as it is written, and as it is searched. */
export type ListedName = { name: string; normalized: string };

export type ListedRow = {
  entityId: string;
  schema: string;
  caption: string;
  aliases: string[];
  birthDates: string[];
  /** Upper case. */
  countries: string[];
  addresses: string[];
  identifiers: string[];
  sanctions: string[];
  topics: string[];
  datasets: string[];
  /** RFC 3339, UTC. */
  firstSeen: string | null;
  lastChange: string | null;
  identifierKeys: string[];
  /** Each spelling once. */
  names: ListedName[];
};

/** The names of the columns; throws `WatchlistFileError` where one that is needed is missing or a name stands twice. */
export function readHeader(header: readonly string[]): string[] {
  const columns = header.map((name) => name.trim().toLowerCase());
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new WatchlistFileError(
      `The first line has no column ${missing.join(", ")}. Expected the header of targets.simple.csv.`,
    );
  }
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new WatchlistFileError(`The first line has the column ${repeated} twice.`);
  return columns;
}

/**
 * The entity of a record; `null` for a kind of thing that nobody is compared with, such as a vessel, and for one without a
 * name. Throws `WatchlistFileError` where id or schema are empty.
 */
export function toListedRow(record: Readonly<Record<string, string>>, line: number): ListedRow | null {
  const [entityId, schema, caption] = REQUIRED.map((column) => textOf(record, column));
  if (!entityId || !schema)
    throw new WatchlistFileError(`Line ${line} has no ${entityId ? "schema" : "id"}.`);
  if (!MATCHED_SCHEMAS.includes(schema)) return null;
  const aliases = valuesOf(record, "aliases");
  const names = distinctNames([caption ?? "", ...aliases], schema);
  if (!caption || names.length === 0) return null;
  const identifiers = valuesOf(record, "identifiers");
  const sanctions = valuesOf(record, "sanctions");
  const datasets = valuesOf(record, "dataset");
  return {
    entityId,
    schema,
    caption,
    aliases,
    birthDates: valuesOf(record, "birth_date").filter((date) => /^\d{4}(-\d\d){0,2}$/.test(date)),
    countries: valuesOf(record, "countries").map((country) => country.toUpperCase()),
    addresses: valuesOf(record, "addresses"),
    identifiers,
    sanctions,
    topics: topicsOf(valuesOf(record, "topics"), sanctions, datasets),
    datasets,
    firstSeen: instantOf(record, "first_seen"),
    lastChange: instantOf(record, "last_change") ?? instantOf(record, "last_seen"),
    identifierKeys: [...new Set(identifiers.map(normalizeIdentifier))].filter((key) => key !== ""),
    names,
  };
}

/** The file has no topics of its own; what it says otherwise shows some of them. */
function topicsOf(given: string[], sanctions: readonly string[], datasets: readonly string[]): string[] {
  if (given.length > 0) return given;
  const isExposed = datasets.some((dataset) => /\bpeps?\b|_peps?\b|politically exposed/i.test(dataset));
  return [...(sanctions.length > 0 ? ["sanction"] : []), ...(isExposed ? ["role.pep"] : [])];
}

function distinctNames(names: readonly string[], schema: string): ListedName[] {
  const kind = schema === "Person" ? "person" : "organization";
  const byNormalized = new Map<string, ListedName>();
  for (const name of names) {
    if (nameWords(name, kind).length === 0) continue;
    const normalized = normalizeName(name, kind);
    if (!byNormalized.has(normalized)) byNormalized.set(normalized, { name, normalized });
  }
  return [...byNormalized.values()];
}

/** PostgreSQL text cannot hold U+0000. */
function textOf(record: Readonly<Record<string, string>>, column: string): string {
  return (record[column] ?? "").replaceAll("\u0000", "").trim();
}

function valuesOf(record: Readonly<Record<string, string>>, column: string): string[] {
  const text = textOf(record, column);
  if (text === "") return [];
  return splitValues(text)
    .map((value) => value.trim())
    .filter((value, index, all) => value !== "" && all.indexOf(value) === index);
}

function splitValues(text: string): string[] {
  if (!text.includes('"')) return text.split(";");
  try {
    const rows: string[][] = parse(text, { delimiter: ";", relax_column_count: true });
    return rows.flat();
  } catch {
    // A value with a quotation mark in it, from whoever did not quote it.
    return text.split(";");
  }
}

/** What is no date is nobody's fault that imports a list. Without a zone it is UTC, as OpenSanctions writes it. */
function instantOf(record: Readonly<Record<string, string>>, column: string): string | null {
  const text = textOf(record, column);
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return null;
  const instant = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) || text.length === 10 ? text : `${text}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
