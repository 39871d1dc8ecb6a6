/** How many keys an application may have and how long they may go on, without the library of schemas. */
export const MAXIMUM_LIVE_KEYS = 5;
export const MAXIMUM_GRACE_SECONDS = 30 * 86_400;
export const MAXIMUM_OVERLAP_SECONDS = 30 * 86_400;
/** The longest life that a person may give an API key beforehand. */
export const MAXIMUM_KEY_LIFE_SECONDS = 2 * 365 * 86_400;

export const GRACE_WINDOWS_SECONDS = { none: 0, "1h": 3600, "24h": 86_400, "7d": 604_800 } as const;
