/** How long a password must and may be, without the library of schemas. */
export const MINIMUM_PASSWORD_CHARACTERS = 12;
export const MAXIMUM_PASSWORD_CHARACTERS = 200;
