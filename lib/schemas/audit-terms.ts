/** What the audit history is narrowed by, without the library of schemas: pages read their address before anything else. */

/** An action, or a family of them such as `api_key`. */
export const ACTION_PATTERN = /^[a-z_]{1,40}(\.[a-z_]{1,60})?$/;
export const MAXIMUM_ID_CHARACTERS = 100;
export const ID_PATTERN = /^[^\p{Cc}]*$/u;
