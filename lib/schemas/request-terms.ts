/** What the request log is narrowed by, without the library of schemas: its page reads its address before anything else. */

/** Entries and figures are kept this long. */
export const REQUEST_MEMORY_DAYS = 30;

export const STATUS_CLASSES = ["2xx", "4xx", "5xx"] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];

export const REQUEST_PATTERNS = {
  /** A class or one status. */
  status: /^([245]xx|[1-5][0-9][0-9])$/,
  reason: /^[a-z_]{1,60}$/,
  method: /^[A-Z]{1,20}$/,
} as const;

export const MAXIMUM_FILTER_CHARACTERS = { route: 300, address: 60, text: 200 } as const;
