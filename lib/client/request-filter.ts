/** The request log's filters as they stand in the page's address, and as the server takes them. Pure. */
import type { RequestFilter } from "@/lib/schemas/request-log";
import { MAXIMUM_FILTER_CHARACTERS, REQUEST_PATTERNS } from "@/lib/schemas/request-terms";

const HOUR_MILLISECONDS = 3_600_000;

/** Stretches that end now. */
export const REQUEST_RANGES = {
  "1h": { title: "1 h", words: "the last hour", milliseconds: HOUR_MILLISECONDS },
  "24h": { title: "24 h", words: "the last 24 hours", milliseconds: 24 * HOUR_MILLISECONDS },
  "7d": { title: "7 d", words: "the last 7 days", milliseconds: 7 * 24 * HOUR_MILLISECONDS },
  "30d": { title: "30 d", words: "the last 30 days", milliseconds: 30 * 24 * HOUR_MILLISECONDS },
} as const;
export type RequestRange = keyof typeof REQUEST_RANGES;

/** What the log shows when the address says nothing. */
export const USUAL_RANGE: RequestRange = "24h";

/** Either a stretch that ends now, or one between two moments, whose end does not belong to it. */
export type RequestTime = { range: RequestRange } | { from: string; to: string | null };

/** What the log can be narrowed to besides time; the names are those of the address. */
export const REQUEST_FILTER_KEYS = [
  "status",
  "reason",
  "application",
  "key",
  "method",
  "route",
  "address",
  "text",
] as const;
export type RequestFilterKey = (typeof REQUEST_FILTER_KEYS)[number];
export type RequestFilterValues = { [Key in RequestFilterKey]?: string };

export type RequestUrlFilter = { time: RequestTime; values: RequestFilterValues };

/** What changes; `undefined` takes a filter away. */
export type RequestFilterPart = {
  time?: RequestTime;
  values?: { [Key in RequestFilterKey]?: string | undefined };
};

const SERVER_NAMES = {
  status: "status",
  reason: "reason",
  application: "applicationId",
  key: "keyId",
  method: "method",
  route: "route",
  address: "address",
  text: "text",
} as const satisfies Record<RequestFilterKey, keyof RequestFilter>;

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : "");
const atMost = (characters: number) => (text: string) => ([...text].length <= characters ? text : "");

/** What the server takes of each; what does not fit reads as nothing. */
const READ: Record<RequestFilterKey, (text: string) => string> = {
  status: matching(REQUEST_PATTERNS.status),
  reason: matching(REQUEST_PATTERNS.reason),
  application: (text) => text,
  key: (text) => text,
  method: matching(REQUEST_PATTERNS.method),
  route: atMost(MAXIMUM_FILTER_CHARACTERS.route),
  address: atMost(MAXIMUM_FILTER_CHARACTERS.address),
  text: (text) => atMost(MAXIMUM_FILTER_CHARACTERS.text)(text.trim()),
};

/** Reads the filters out of an address; what does not fit counts as not there. */
export function readRequestFilter(parameters: { get: (name: string) => string | null }): RequestUrlFilter {
  const values: RequestFilterValues = {};
  for (const key of REQUEST_FILTER_KEYS) {
    const named = parameters.get(key);
    const read = named === null ? "" : READ[key](named);
    if (read !== "") values[key] = read;
  }
  return { time: readTime(parameters), values };
}

function readTime(parameters: { get: (name: string) => string | null }): RequestTime {
  const from = timestampNamed(parameters.get("from"));
  const to = timestampNamed(parameters.get("to"));
  if (from !== null && (to === null || Date.parse(to) > Date.parse(from))) return { from, to };
  const range = parameters.get("range");
  return { range: range !== null && isRange(range) ? range : USUAL_RANGE };
}

/** A moment of UTC (RFC 3339), or `null`; a day that its month does not have is none. */
function timestampNamed(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) return null;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return null;
  return new Date(milliseconds).toISOString().slice(0, 10) === text.slice(0, 10) ? text : null;
}

function isRange(value: string): value is RequestRange {
  return Object.hasOwn(REQUEST_RANGES, value);
}

/** The address's query with these filters instead of its own; everything else in it stays, such as the open tab. */
export function writeRequestFilter(current: string, { time, values }: RequestUrlFilter): string {
  const parameters = new URLSearchParams(current);
  const set = (name: string, value: string | null | undefined) => {
    if (value) parameters.set(name, value);
    else parameters.delete(name);
  };
  set("range", "range" in time && time.range !== USUAL_RANGE ? time.range : null);
  set("from", "from" in time ? time.from : null);
  set("to", "to" in time ? time.to : null);
  for (const key of REQUEST_FILTER_KEYS) set(key, values[key]);
  return parameters.toString();
}

/** Inside one application, an address cannot narrow to another one. */
export function ofApplication(filter: RequestUrlFilter, applicationId: string | undefined): RequestUrlFilter {
  if (applicationId === undefined) return filter;
  return { ...filter, values: { ...filter.values, application: applicationId } };
}

/** What a page's address holds, as the server gets it. */
export function readPageFilter(parameters: Record<string, string | string[] | undefined>): RequestUrlFilter {
  return readRequestFilter({ get: (name) => [parameters[name] ?? null].flat()[0] ?? null });
}

/** The filter with a part of it changed. */
export function withFilterPart(filter: RequestUrlFilter, part: RequestFilterPart): RequestUrlFilter {
  const values: RequestFilterValues = {};
  for (const key of REQUEST_FILTER_KEYS) {
    const value = part.values !== undefined && key in part.values ? part.values[key] : filter.values[key];
    if (value !== undefined && value !== "") values[key] = value;
  }
  return { time: part.time ?? filter.time, values };
}

/** The moments that a time names, seen from `now`. */
export function momentsOf(time: RequestTime, now: number): { from: string; to: string | null } {
  if ("from" in time) return time;
  return { from: new Date(now - REQUEST_RANGES[time.range].milliseconds).toISOString(), to: null };
}

/** The same filter in the server's terms. */
export function toServerFilter({ time, values }: RequestUrlFilter, now: number): RequestFilter {
  const { from, to } = momentsOf(time, now);
  const filter: RequestFilter = { from, ...(to === null ? {} : { to }) };
  for (const key of REQUEST_FILTER_KEYS) {
    const value = values[key];
    if (value !== undefined) filter[SERVER_NAMES[key]] = value;
  }
  return filter;
}

/** A moment as `<input type="datetime-local">` wants it, on the clock of UTC. */
export function toUtcInput(timestamp: string): string {
  return new Date(timestamp).toISOString().slice(0, 16);
}

/** The moment that such an input names, or `null` while it is unfinished. */
export function fromUtcInput(value: string): string | null {
  if (!/^(19|20)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(value)) return null;
  const milliseconds = Date.parse(`${value}Z`);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
