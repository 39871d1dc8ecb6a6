export const DOCUMENT_TYPES = [
  "CERTIFICATE_OF_INCORPORATION",
  "ARTICLES_OF_ASSOCIATION",
  "SHAREHOLDER_REGISTER",
  "PROOF_OF_ADDRESS",
  "PASSPORT",
  "IDENTITY_CARD",
  "DRIVING_LICENCE",
  "BANK_STATEMENT",
  "INVOICE",
  "CONTRACT",
  "SOURCE_OF_FUNDS",
  "OTHER",
] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** What a document's content may be, told by its first bytes and never by what the sender says. */
export const DOCUMENT_CONTENT_TYPES = ["application/pdf", "image/png", "image/jpeg"] as const;
export type DocumentContentType = (typeof DOCUMENT_CONTENT_TYPES)[number];

/** 25 MiB. */
export const MAXIMUM_DOCUMENT_BYTES = 26_214_400;
