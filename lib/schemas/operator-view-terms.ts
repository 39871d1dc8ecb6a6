/** What the overview of staff counts and lists, without the library of schemas. */

/** By what organizations are ordered, each from the most. */
export const TRAFFIC_ORDERS = ["requests", "refused", "failed"] as const;
export type TrafficOrder = (typeof TRAFFIC_ORDERS)[number];

/** Figures are of this many hours: those that are over, and the one under way. */
export const OVERVIEW_HOURS = 24;
/** Credentials that end within so many days. */
export const ENDING_WITHIN_DAYS = 14;
/** Of each list, the most pressing. */
export const OVERVIEW_LIST_LENGTH = 20;
