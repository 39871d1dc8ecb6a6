/** What a snippet is made of. It never holds a key: the API key is read from $NUVERA_API_KEY, the private key from a file. */
export type SnippetRequest = {
  /** Where the API of the environment is. */
  baseUrl: string;
  issuer: string;
  audience: string;
  method: string;
  target: string;
  /** Exactly as it was typed; `null` without a JSON body. */
  body: string | null;
  /** The texts of a form, beside the file `$NUVERA_FILE`; `null` where it is none. */
  form: Readonly<Record<string, string>> | null;
  /** Empty without one. */
  idempotencyKey: string;
};

/** Claims that are known already; the others are made when the snippet runs. */
export function fixedClaims({ issuer, audience, method, target }: SnippetRequest) {
  return { iss: issuer, aud: audience, method, uri: target } as const;
}
