/**
 * The rules that a signer can break, each with its section of the contract and what to change.
 * Names are stable: partners' builds compare them.
 */
type Rule = { section: string; title: string; change: string };

const SIGNER = "Protocol of the kit";
const TOKEN = "Token";
const HEADER = "Header members";
const CLAIMS = "Claims";
const BODY = "What is hashed";
const TARGETS = "Targets";

export const RULES = {
  "signer-runs": {
    section: SIGNER,
    title: "The signer starts and keeps running until its input ends.",
    change: "Run the command by hand and look at its error output. One request must not end the process.",
  },
  "signer-answers-in-time": {
    section: SIGNER,
    title: "Every request is answered within the time limit.",
    change: "Write the answer as soon as it is there, and flush the output after every line.",
  },
  "signer-output-clean": {
    section: SIGNER,
    title: "The standard output holds answers and nothing else.",
    change: "Write logs to the standard error.",
  },
  "signer-answer": {
    section: SIGNER,
    title: "Each answer is one line of JSON with the id of its request and a token.",
    change:
      'Answer { "id": the id of the request, "token": the token }; every request of the kit can be signed.',
  },
  "token-size": {
    section: TOKEN,
    title: "A token has at most 4,096 bytes.",
    change: "Drop claims and header members that are not required.",
  },
  base64url: {
    section: TOKEN,
    title: "The three parts are canonical base64url without padding.",
    change: "Encode with the URL-safe alphabet (- and _), and cut the = off the end of each part.",
  },
  "token-json": {
    section: TOKEN,
    title:
      "A token is three parts joined by dots; header and claims are one JSON object each, no member twice.",
    change: "Serialize header and claims once, as UTF-8 JSON without byte order mark.",
  },
  alg: {
    section: HEADER,
    title: "alg is exactly RS256.",
    change: "Set the library to RS256 (RSASSA-PKCS1-v1_5 with SHA-256); PS256, ES256 and HS256 do not work.",
  },
  "header-members": {
    section: HEADER,
    title: "The header holds alg, optionally typ (JWT) and kid, and nothing else.",
    change: "Remove every other member; some libraries add x5t, jku or cty by themselves.",
  },
  kid: {
    section: HEADER,
    title: "kid, if sent, is the fingerprint of the signing key: lower-case hex SHA-256 of its SPKI DER.",
    change: "Leave kid out, or compute it from the public key as DER, not from the PEM text.",
  },
  rs256: {
    section: HEADER,
    title: "The signature is RSASSA-PKCS1-v1_5 with SHA-256.",
    change: "The padding is PSS. Choose PKCS#1 v1.5 for the key or in the call that signs.",
  },
  "signing-key": {
    section: "Signing key",
    title: "The token is signed with the private key of the request.",
    change: "Do not keep the first key for ever: after a rotation the next token needs the new one.",
  },
  signature: {
    section: TOKEN,
    title: "The signature verifies over the first two parts as they are sent.",
    change: "Sign the ASCII text header.claims, the same text that goes into the token, with RS256.",
  },
  "claims-present": {
    section: CLAIMS,
    title: "iss, aud, sub, method, uri, bodyHash, iat, exp and jti are all there.",
    change: "Add the missing claim. bodyHash belongs there without a body as well.",
  },
  "claim-types": {
    section: CLAIMS,
    title: "iss, aud, sub, method and uri are texts.",
    change: "Send each as one JSON string; aud is no array.",
  },
  "times-in-seconds": {
    section: CLAIMS,
    title: "iat, exp and nbf are whole seconds since 1970.",
    change: "Divide milliseconds by 1000 and round down; send a JSON integer, no text, no fraction.",
  },
  lifetime: {
    section: CLAIMS,
    title: "exp is 1 to 60 seconds after iat.",
    change: "Set exp to iat + 60 or less; some libraries default to an hour.",
  },
  clock: {
    section: CLAIMS,
    title: "iat is at most 5 seconds ahead of now, and exp has not passed.",
    change: "Take the current time for every token, in UTC, and have the machine's clock set by NTP.",
  },
  "clock-runs": {
    section: CLAIMS,
    title: "iat is read from the clock for every token.",
    change:
      "Two tokens more than a second apart had the same iat: read the clock when signing, not at start.",
  },
  iss: { section: CLAIMS, title: "iss is the deployment's issuer.", change: "Copy the expected text." },
  aud: { section: CLAIMS, title: "aud is the deployment's audience.", change: "Copy the expected text." },
  sub: {
    section: CLAIMS,
    title: "sub is the API key of the request, or its id.",
    change: "Take both from the request: after a rotation the next token needs the new key or its id.",
  },
  method: {
    section: CLAIMS,
    title: "method is the method as sent, in upper case.",
    change: "Sign GET, not get; and sign the method that is really sent.",
  },
  "uri-query": {
    section: TARGETS,
    title: "uri holds the query, with its question mark.",
    change: "Sign path and query, not the path alone. A question mark with nothing after it counts as well.",
  },
  "uri-origin": {
    section: TARGETS,
    title: "uri begins with the path: no scheme, no host.",
    change: "Cut scheme, host and port off the URL before signing.",
  },
  "uri-path": {
    section: TARGETS,
    title: "uri holds the whole path.",
    change: "Sign the path with its beginning (/api/v1), also where the HTTP client has it in a base URL.",
  },
  "uri-escapes": {
    section: TARGETS,
    title: "uri has the very escapes that are sent.",
    change: "Neither decode nor encode the target before signing: %20, + and %c5 stay as they are.",
  },
  "uri-order": {
    section: TARGETS,
    title: "uri has the parameters in the order in which they are sent.",
    change: "Do not sort parameters or read them into a map before signing.",
  },
  uri: {
    section: TARGETS,
    title: "uri is the target as sent, byte for byte.",
    change: "Sign exactly the text that your HTTP client writes into the request line.",
  },
  "body-hash-form": {
    section: CLAIMS,
    title: "bodyHash is 64 lower-case hex characters.",
    change: "Write the SHA-256 as lower-case hex; no base64, no upper case, no prefix.",
  },
  "body-reserialized": {
    section: BODY,
    title: "JSON is hashed as it is sent.",
    change:
      "Serialize once, hash those bytes and send them. Here the JSON was parsed and written again before hashing.",
  },
  "body-charset": {
    section: BODY,
    title: "Text is hashed in the encoding in which it is sent.",
    change:
      "Turn the text into UTF-8 bytes once, hash those bytes and send them; name the charset, do not use a default.",
  },
  "body-binary": {
    section: BODY,
    title: "A body that is no text is hashed as bytes.",
    change:
      "Keep the body as bytes: decoding it as text replaces or drops what is not UTF-8, a byte order mark included.",
  },
  "body-text-of-bytes": {
    section: BODY,
    title: "The bytes are hashed, not a text that stands for them.",
    change: "Hash the bytes themselves, once: not their hex or base64 text, and not the hash again.",
  },
  "body-trimmed": {
    section: BODY,
    title: "White space at the ends and line ends count.",
    change: "Do not trim the body or change its line ends before hashing.",
  },
  "body-empty": {
    section: BODY,
    title: "Without a body, zero bytes are hashed; with one, its bytes are.",
    change: "Hash nothing but the body: no {}, null or text in place of a body that is not there.",
  },
  "body-multipart": {
    section: BODY,
    title: "A form is hashed whole, with boundaries, headers of parts and line ends.",
    change: "Write the form to memory or a file, hash all of it, and send that.",
  },
  "body-whole": {
    section: BODY,
    title: "The whole body is hashed.",
    change: "Read to the end of the body before finishing the hash; one read gives a part of it.",
  },
  "body-stable": {
    section: BODY,
    title: "The same bytes always give the same bodyHash.",
    change: "Build the body once and hash what you send; a boundary or a time made anew changes the hash.",
  },
  "body-hash": {
    section: BODY,
    title: "bodyHash is the SHA-256 of the body's bytes as sent.",
    change: "Hash the bytes that go over the wire, with SHA-256.",
  },
  "jti-form": {
    section: CLAIMS,
    title: "jti has 8 to 128 characters of A-Z a-z 0-9 . _ ~ -",
    change: "Take 16 random bytes as hex, or a UUID.",
  },
  "jti-fresh": {
    section: CLAIMS,
    title: "Every token has a jti of its own.",
    change: "Make 128 new random bits for each token, also when the same request is signed again.",
  },
  "jti-burst": {
    section: CLAIMS,
    title: "Tokens of one moment have different jti.",
    change:
      "Do not take the time as jti: calls of the same second or millisecond share it. Take 128 random bits.",
  },
  "jti-restart": {
    section: CLAIMS,
    title: "No jti comes again after a restart, or in another process.",
    change:
      "Do not count from 1 or seed a generator with a constant. Take 128 bits from the system's random source.",
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

/** Where the rule is stated: a heading of the documentation's page of signing rules, or of this kit's README. */
export function sectionOf(rule: RuleId): string {
  const { section } = RULES[rule];
  const page = section === SIGNER ? "README.md" : "/docs/signing-rules";
  return `${section} (${page}#${section.toLowerCase().replaceAll(" ", "-")})`;
}
