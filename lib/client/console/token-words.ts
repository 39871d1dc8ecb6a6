/** What each member of a token is for. Pure data. */

export const HEADER_WORDS: Readonly<Record<string, string>> = {
  alg: "The only algorithm that is accepted.",
  typ: "May be left out.",
  kid: "The signing key's fingerprint; may be left out.",
};

export const CLAIM_WORDS: Readonly<Record<string, string>> = {
  iss: "Fixed by this platform.",
  aud: "Fixed by this platform.",
  sub: "Whose request it is: the API key, or better its id (key_…), which is not secret.",
  method: "The method as sent.",
  uri: "Path and query as sent, byte for byte.",
  bodyHash: "SHA-256 of the body's bytes; without a body, of zero bytes.",
  iat: "When it was made, in Unix seconds.",
  exp: "When it ends: at most 60 seconds later.",
  jti: "Used once: a second request with it is refused.",
};
