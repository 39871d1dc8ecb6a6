/** Refusals of the signed token; see `reason-guide.ts`. Pure data. */
import type { ReasonGuide } from "@/lib/explain/guide-type";

export const TOKEN_GUIDE = {
  token_missing: {
    meaning:
      "No `Authorization` header, or not with the scheme `Bearer`; or a personal key at `/signature-check`",
    causes: [
      "The token stands in the header without `Bearer`, after `Token` or `Basic`, or in `x-api-key`",
      "A proxy or a redirect to another host removed the header",
      "The API key alone was sent, as other platforms take it",
    ],
    whatToDo: [
      "Send the header `Authorization: Bearer <token>`, with a token signed for this request.",
      "Look for a proxy that strips the header.",
    ],
  },
  token_malformed: {
    meaning: "Not three parts of canonical base64url with two JSON objects",
    causes: [
      "Standard base64 instead of base64url: `+`, `/` or `=` in the token",
      "A command line tool broke the token into lines of 64 characters",
      "Quotes around the token, or `Bearer` twice",
      "A member name twice in header or claims",
    ],
    whatToDo: [
      "Read `received`: padding, `+` or `/`, or a member twice.",
      "Encode each part as base64url without padding, white space or line breaks.",
    ],
  },
  token_too_large: {
    meaning: "The token has more than 4,096 bytes",
    causes: ["Claims of your own in the token", "A very long query, which `uri` repeats"],
    whatToDo: ["Drop claims that are not required.", "Shorten the query, which `uri` repeats."],
  },
  algorithm_not_allowed: {
    meaning: "`alg` is missing or not `RS256`",
    causes: [
      "The library's default: HS256, with the API key as the secret",
      "A key of another kind: ES256 or EdDSA",
      "PS256, which signs with the same key in another way",
    ],
    whatToDo: ["Set the library to RS256 and give it the private key; PS256, ES256 and HS256 do not work."],
  },
  header_not_allowed: {
    meaning: "The token header has another member than `alg`, `typ`, `kid`, or `typ` is not `JWT`",
    causes: ["The library adds `jwk`, `x5t`, `cty` or `iat` to the header", "`typ` is `jwt` or `at+jwt`"],
    whatToDo: ["Remove the member that `received` names."],
  },
  signing_key_unknown: {
    meaning: "`kid` names no active signing key of this application",
    causes: [
      "The signing key was replaced and its overlap is over",
      "`kid` is a thumbprint (RFC 7638), the API key's id or a name of your own instead of the fingerprint",
      "The fingerprint is written in upper case, in base64 or with colons",
    ],
    whatToDo: ["Compare with the fingerprint in `expected`, or leave `kid` out."],
  },
  signature_invalid: {
    meaning: "No active signing key verifies the signature",
    causes: [
      "The private key does not belong to the public key that is registered",
      "Other bytes were signed than `header.claims`, as they stand in the token",
      "The digest was signed instead of the text, or hashed twice",
      "The library signs with PSS or SHA-512 although `alg` says RS256",
    ],
    whatToDo: [
      "Print the fingerprint of your private key and compare it with `expected`.",
      "Sign `header.claims` as sent, with RSASSA-PKCS1-v1_5 and SHA-256.",
    ],
  },
  claim_missing: {
    meaning: "A required claim is not there",
    causes: ["A general JWT library, which knows nothing of `method`, `uri` and `bodyHash`"],
    whatToDo: ["Compare `received` with `expected`, and add what is missing."],
  },
  claim_invalid: {
    meaning:
      "A claim has the wrong type or form: milliseconds, numbers in quotes, an array `aud`, upper-case `bodyHash`, `exp` not after `iat`",
    causes: [
      "Times in milliseconds, as JavaScript and Java give them",
      "Times with a fraction, as Python gives them, or as text",
      "A hash in upper case or in base64",
    ],
    whatToDo: ["`expected` names the claim and its form."],
  },
  issuer_mismatch: {
    meaning: "`iss` is not this deployment's",
    causes: ["The name of your own service in `iss`", "`iss` and `aud` exchanged"],
    whatToDo: ["Copy `expected`."],
  },
  audience_mismatch: {
    meaning: "`aud` is not this deployment's",
    causes: ["The URL of the API in `aud`", "`iss` and `aud` exchanged"],
    whatToDo: ["Copy `expected`."],
  },
  subject_mismatch: {
    meaning: "`sub` is neither the key in `x-api-key` nor its id",
    causes: [
      "After a rotation only one of the two was changed",
      "The application's id, or only the beginning of the key, in `sub`",
    ],
    whatToDo: ["After a rotation, change both; the id belongs to the key, not to the application."],
  },
  token_expired: {
    meaning: "`exp` has passed, on arrival or while the body was on its way",
    causes: [
      "One token was kept and sent with several requests",
      "The clock of the signing machine is behind",
      "Local time was taken for UTC",
      "The request waited in a queue after it was signed",
    ],
    whatToDo: [
      "Sign right before sending; see `clockOffsetSeconds`.",
      "Keep the machine's clock right with NTP.",
    ],
  },
  token_not_yet_valid: {
    meaning: "`iat` or `nbf` is more than 5 s ahead",
    causes: ["The clock of the signing machine is ahead", "Local time was taken for UTC"],
    whatToDo: ["Your clock is fast: see `clockOffsetSeconds`."],
  },
  lifetime_too_long: {
    meaning: "`exp` is more than 60 s after `iat`",
    causes: ["The library's default, an hour for example", "Minutes taken for seconds"],
    whatToDo: ["Set `exp` to `iat` + 60 or less."],
  },
  method_mismatch: {
    meaning: "`method` is not the one that arrived",
    causes: [
      "The method in lower case",
      "The HTTP library turned POST into GET on a redirect",
      "A fixed method in the code that signs",
    ],
    whatToDo: ["Upper case; look for a library that turns POST into GET on a redirect."],
  },
  uri_mismatch: {
    meaning: "`uri` is not the target that arrived",
    causes: [
      "The query was left out, or added by the HTTP library after signing",
      "The HTTP library encoded the query anew: `+` for `%20`, `%2C` for `,`",
      "The whole URL in `uri` instead of path and query",
      "A proxy adds or removes a part of the path",
    ],
    whatToDo: [
      "Compare the two byte by byte: escapes, order of parameters, a prefix that a proxy adds or removes.",
      "Build path and query once as text, sign that text and send it.",
    ],
  },
  body_hash_mismatch: {
    meaning: "Other bytes arrived than were signed. `expected` is the hash of what arrived",
    causes: [
      "The HTTP library serialized the JSON again, with other white space or another order",
      "The hash is that of no body",
      "A trailing newline, or other line breaks than were hashed",
      "A form was hashed before its boundary was known",
    ],
    whatToDo: ["Hash the bytes you send, not an object that is serialized again later."],
  },
  token_replayed: {
    meaning: "This application used this `jti` before",
    causes: [
      "A retry with the token of the first attempt",
      "A `jti` made from the time in seconds, or counted from 1 after each start",
      "A client or proxy that repeats requests by itself",
    ],
    whatToDo: [
      "Sign anew for every request and every retry, with 128 random bits in `jti`.",
      "Look for a client or proxy that repeats requests by itself.",
    ],
  },
} as const satisfies Record<string, ReasonGuide>;
