/** Where an error summary leads to in the signing-key step. */
export const GENERATE_FIELD_ID = "generate-key";
export const PASTE_FIELD_ID = "public-key-pem";
