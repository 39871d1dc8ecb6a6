/** Single mistakes of partners in a good request, and what each is answered. */
import { constants, createHmac, type KeyObject, sign } from "node:crypto";
import {
  CHECK,
  GOOD_BODY,
  GOOD_TARGET,
  type RequestParts,
  sha256,
} from "@/test/integration/support/mutations";
import type { TestApplication } from "@/test/integration/support/partner";
import { fingerprint } from "@/test/integration/support/token-forge";
import { base64url } from "@/test/vectors/token-builder";

/** Whose request it is, and what others or former times have of it. */
export type Subject = {
  application: TestApplication;
  strangersKey: KeyObject;
  formerKey: KeyObject;
  /** Of another API key of the application. */
  otherApiKeyId: string;
};

export type Mutation = [
  mistake: string,
  change: (parts: RequestParts) => void,
  reason: string,
  cause: string,
  /** What the hint names. */
  remedy: RegExp,
  status?: number,
];

const claim = (name: string, value: unknown) => (parts: RequestParts) => {
  if (value === undefined) delete parts.claims[name];
  else parts.claims[name] = typeof value === "function" ? value(parts) : value;
};
const uri = (signed: string) => claim("uri", signed);
const hashOf = (text: string | Uint8Array) => claim("bodyHash", sha256(text));
const sent = (target: string) => (parts: RequestParts) => {
  parts.target = target;
};
const body = (text: string) => (parts: RequestParts) => {
  parts.body = Buffer.from(text);
};
const header = (name: string, value: string) => (parts: RequestParts) => {
  parts.headers.push(name, value);
};
const signature = (make: RequestParts["sign"]) => (parts: RequestParts) => {
  parts.sign = make;
};
const authorization = (make: RequestParts["authorize"]) => (parts: RequestParts) => {
  parts.authorize = make;
};
const shifted = (seconds: number) => (parts: RequestParts) => {
  for (const name of ["iat", "exp"]) parts.claims[name] = Number(parts.claims[name]) + seconds;
};
const rs256 = (text: string | Buffer, key: KeyObject) => sign("RSA-SHA256", Buffer.from(text), key);
const parsed: unknown = JSON.parse(GOOD_BODY);
const withoutQuery = CHECK;

/** `subject` is asked when a mistake is made. */
export function singleMistakes(subject: () => Subject): Mutation[] {
  return [
    // Authorization
    ["no Authorization", authorization(() => null), "token_missing", "no_authorization", /Bearer <token>/],
    [
      "the scheme Token",
      authorization((token) => `Token ${token}`),
      "token_missing",
      "other_scheme",
      /Bearer/,
    ],
    ["the scheme Basic", authorization(() => "Basic dTpw"), "token_missing", "basic_scheme", /Bearer/],
    ["no scheme", authorization((token) => token), "token_missing", "scheme_missing", /Bearer <token>/],
    [
      "Bearer with a colon",
      authorization((token) => `Bearer: ${token}`),
      "token_missing",
      "scheme_misspelt",
      /one space/,
    ],
    ["an empty token", authorization(() => "Bearer "), "token_missing", "token_empty", /variable/],
    [
      "the API key as Authorization",
      (parts) => {
        parts.authorize = () => subject().application.apiKey;
      },
      "token_missing",
      "api_key_in_authorization",
      /x-api-key/,
    ],
    [
      "the token in a header of its own",
      (parts) => {
        parts.authorize = () => null;
        parts.headers.push("x-jwt", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA");
      },
      "token_missing",
      "token_in_other_header",
      /Authorization: Bearer/,
    ],
    [
      "Bearer twice",
      authorization((token) => `Bearer Bearer ${token}`),
      "token_malformed",
      "bearer_twice",
      /token alone/,
    ],
    ["quotes", authorization((token) => `Bearer "${token}"`), "token_malformed", "quoted", /without/],
    ["undefined", authorization(() => "Bearer undefined"), "token_malformed", "placeholder", /signs/],
    ["a promise", authorization(() => "Bearer [object Promise]"), "token_malformed", "placeholder", /await/],
    [
      "two spaces",
      authorization((token) => `Bearer  ${token}`),
      "token_malformed",
      "broken_into_lines",
      /one space/,
    ],
    [
      "percent-encoding",
      authorization((token) => `Bearer ${token.replaceAll(".", "%2E")}`),
      "token_malformed",
      "url_encoded",
      /do not encode/,
    ],
    ["padding", authorization((token) => `Bearer ${token}=`), "token_malformed", "padded", /Remove every =/],
    [
      "no signature",
      authorization((token) => `Bearer ${token.split(".").slice(0, 2).join(".")}`),
      "token_malformed",
      "signature_missing",
      /signature/,
    ],
    [
      "Python's bytes",
      authorization((token) => `Bearer b'${token}'`),
      "token_malformed",
      "python_bytes",
      /decode/,
    ],
    [
      "the JSON serialization",
      authorization((token) => `Bearer ${JSON.stringify({ payload: token.split(".")[1] })}`),
      "token_malformed",
      "json_serialization",
      /compact/,
    ],
    ["a large claim", claim("note", "x".repeat(4000)), "token_too_large", "large_claim", /Leave out/],
    // Header of the token
    [
      "HS256 with the API key",
      (parts) => {
        parts.header.alg = "HS256";
        parts.sign = (input) => createHmac("sha256", subject().application.apiKey).update(input).digest();
      },
      "algorithm_not_allowed",
      "api_key_as_secret",
      /RS256.*private key/,
    ],
    [
      "alg none",
      (parts) => {
        parts.header.alg = "none";
      },
      "algorithm_not_allowed",
      "unsigned",
      /RS256/,
    ],
    [
      "PS256",
      (parts) => {
        parts.header.alg = "PS256";
      },
      "algorithm_not_allowed",
      "pss",
      /same key works with RS256/,
    ],
    [
      "ES256",
      (parts) => {
        parts.header.alg = "ES256";
      },
      "algorithm_not_allowed",
      "elliptic_curve",
      /RSA key/,
    ],
    [
      "alg in lower case",
      (parts) => {
        parts.header.alg = "rs256";
      },
      "algorithm_not_allowed",
      "algorithm_misspelt",
      /upper case/,
    ],
    [
      "a key in the header",
      (parts) => {
        parts.header.jwk = {};
      },
      "header_not_allowed",
      "key_in_header",
      /Remove/,
    ],
    [
      "typ in lower case",
      (parts) => {
        parts.header.typ = "jwt";
      },
      "header_not_allowed",
      "type_misspelt",
      /"JWT"/,
    ],
    [
      "kid in upper case",
      (parts) => {
        parts.header.kid = fingerprint(subject().application).toUpperCase();
      },
      "signing_key_unknown",
      "kid_misspelt",
      /lower-case hex/,
    ],
    [
      "kid in base64",
      (parts) => {
        parts.header.kid = Buffer.from(fingerprint(subject().application), "hex").toString("base64");
      },
      "signing_key_unknown",
      "kid_in_base64",
      /hex/,
    ],
    [
      "the API key's id as kid",
      (parts) => {
        parts.header.kid = subject().application.apiKeyId;
      },
      "signing_key_unknown",
      "kid_is_api_key_id",
      /SPKI/,
    ],
    [
      "kid of the former key",
      (parts) => {
        parts.header.kid = fingerprint({ ...subject().application, publicKeyPem: formerPem(subject()) });
      },
      "signing_key_unknown",
      "kid_of_former_key",
      /current one/,
    ],
    // Signature
    [
      "another private key",
      (parts) => {
        parts.key = subject().strangersKey;
      },
      "signature_invalid",
      "other_private_key",
      /fingerprint/,
    ],
    [
      "the former private key",
      (parts) => {
        parts.key = subject().formerKey;
      },
      "signature_invalid",
      "former_key",
      /current one/,
    ],
    [
      "PSS padding",
      signature((input, key) =>
        sign("sha256", Buffer.from(input), { key, padding: constants.RSA_PKCS1_PSS_PADDING }),
      ),
      "signature_invalid",
      "signed_with_pss",
      /PKCS#1 v1\.5/,
    ],
    [
      "SHA-512",
      signature((input, key) => sign("RSA-SHA512", Buffer.from(input), key)),
      "signature_invalid",
      "other_digest",
      /SHA-256/,
    ],
    [
      "the payload alone signed",
      signature((input, key) => rs256(input.split(".")[1] ?? "", key)),
      "signature_invalid",
      "payload_signed",
      /header\.payload/,
    ],
    [
      "the digest signed",
      signature((input, key) => rs256(sha256(input), key)),
      "signature_invalid",
      "digest_signed_again",
      /hashes by itself/,
    ],
    [
      "no dot",
      signature((input, key) => rs256(input.replace(".", ""), key)),
      "signature_invalid",
      "separator_wrong",
      /one dot/,
    ],
    [
      "a line break signed",
      signature((input, key) => rs256(`${input}\n`, key)),
      "signature_invalid",
      "newline_signed",
      /printf/,
    ],
    [
      "the signature in hex",
      signature((input, key) => Buffer.from(rs256(input, key).toString("hex"))),
      "signature_invalid",
      "signature_encoded_twice",
      /raw bytes/,
    ],
    [
      "an HMAC",
      signature((input) => createHmac("sha256", "x").update(input).digest()),
      "signature_invalid",
      "hmac_signature",
      /private key/,
    ],
    [
      "reversed bytes",
      signature((input, key) => rs256(input, key).reverse()),
      "signature_invalid",
      "signature_reversed",
      /Reverse/,
    ],
    [
      "something else signed",
      signature((_, key) => rs256("something else", key)),
      "signature_invalid",
      "other_bytes_signed",
      /header\.payload/,
    ],
    // Claims
    [
      "body_hash",
      (parts) => {
        parts.claims.body_hash = parts.claims.bodyHash;
        delete parts.claims.bodyHash;
      },
      "claim_missing",
      "claim_misspelt",
      /bodyHash/,
    ],
    ["no jti", claim("jti", undefined), "claim_missing", "claim_left_out", /jti/],
    [
      "a general token",
      (parts) => {
        for (const name of ["method", "uri", "bodyHash"]) delete parts.claims[name];
      },
      "claim_missing",
      "general_token",
      /method, uri, bodyHash/,
    ],
    [
      "milliseconds",
      claim("iat", ({ claims }: RequestParts) => Number(claims.iat) * 1000),
      "claim_invalid",
      "milliseconds",
      /Divide by 1000/,
    ],
    [
      "a time in quotes",
      claim("exp", ({ claims }: RequestParts) => String(claims.exp)),
      "claim_invalid",
      "time_as_text",
      /without quotes/,
    ],
    [
      "a fraction",
      claim("iat", ({ claims }: RequestParts) => Number(claims.iat) + 0.5),
      "claim_invalid",
      "time_with_fraction",
      /Round down/,
    ],
    ["aud as a list", claim("aud", ["nuvera-rest-api"]), "claim_invalid", "audience_list", /one text/],
    [
      "an upper-case hash",
      claim("bodyHash", sha256(GOOD_BODY).toUpperCase()),
      "claim_invalid",
      "hash_upper_case",
      /lower-case hex/,
    ],
    [
      "a base64 hash",
      claim("bodyHash", Buffer.from(sha256(GOOD_BODY), "hex").toString("base64")),
      "claim_invalid",
      "hash_in_base64",
      /hexdigest/,
    ],
    ["exp as a duration", claim("exp", 60), "claim_invalid", "duration_as_time", /iat \+ 30/],
    ["a short jti", claim("jti", "1"), "claim_invalid", "jti_length", /8 to 128|UUID/],
    [
      "iss and aud swapped",
      claim("iss", "nuvera-rest-api"),
      "issuer_mismatch",
      "issuer_and_audience_swapped",
      /Exchange/,
    ],
    [
      "aud as a URL",
      claim("aud", "https://api.nuvera.example"),
      "audience_mismatch",
      "audience_is_url",
      /exactly nuvera-rest-api/,
    ],
    [
      "aud with a slash",
      claim("aud", "nuvera-rest-api/"),
      "audience_mismatch",
      "audience_misspelt",
      /exactly/,
    ],
    [
      "the application's id as sub",
      (parts) => {
        parts.claims.sub = subject().application.applicationId;
      },
      "subject_mismatch",
      "subject_is_application_id",
      /key_/,
    ],
    [
      "another key of the application as sub",
      (parts) => {
        parts.claims.sub = subject().otherApiKeyId;
      },
      "subject_mismatch",
      "subject_of_other_key",
      /rotation/,
    ],
    [
      "the key's beginning as sub",
      (parts) => {
        parts.claims.sub = subject().application.apiKey.slice(0, 12);
      },
      "subject_mismatch",
      "subject_is_key_part",
      /key_/,
    ],
    // Clock
    [
      "a clock 72 s behind",
      shifted(-72),
      "token_expired",
      "clock_behind",
      /Your clock is 72 s behind\..*NTP/,
    ],
    ["a token of an hour and a half ago", shifted(-5_000), "token_expired", "token_kept", /fresh one/],
    ["local time two hours behind", shifted(-7_203), "token_expired", "time_zone", /UTC/],
    [
      "a clock 42 s ahead",
      shifted(42),
      "token_not_yet_valid",
      "clock_ahead",
      /Your clock is 42 s ahead\..*NTP/,
    ],
    ["local time an hour ahead", shifted(3_600), "token_not_yet_valid", "time_zone", /UTC/],
    [
      "a life of an hour",
      claim("exp", ({ claims }: RequestParts) => Number(claims.iat) + 3600),
      "lifetime_too_long",
      "library_default",
      /iat \+ 30/,
    ],
    // Method
    [
      "the method in lower case",
      claim("method", "post"),
      "method_mismatch",
      "method_case",
      /upper case: POST/,
    ],
    [
      "a method override",
      (parts) => {
        parts.claims.method = "PUT";
        parts.headers.push("x-http-method-override", "PUT");
      },
      "method_mismatch",
      "method_override",
      /send the method itself/,
    ],
    [
      "a redirect to GET",
      (parts) => {
        parts.method = "GET";
        parts.body = Buffer.alloc(0);
      },
      "method_mismatch",
      "redirected_to_get",
      /redirect/,
    ],
    // Target
    ["the query not signed", uri(withoutQuery), "uri_mismatch", "signed_without_query", /path and query/],
    [
      "the whole URL signed",
      uri(`https://api.nuvera.example${GOOD_TARGET}`),
      "uri_mismatch",
      "signed_with_origin",
      /path and query alone/,
    ],
    [
      "+ signed and %20 sent",
      uri(GOOD_TARGET.replace("%20", "+")),
      "uri_mismatch",
      "plus_and_percent20",
      /You signed \+ and sent %20/,
    ],
    ["lower-case escapes", uri(GOOD_TARGET.replaceAll("%2C", "%2c")), "uri_mismatch", "escape_case", /case/],
    [
      "a comma signed",
      uri(GOOD_TARGET.replace("%2C", ",")),
      "uri_mismatch",
      "escaped_otherwise",
      /you signed , and sent %2C/,
    ],
    [
      "signed before escaping",
      uri(decodeURIComponent(GOOD_TARGET)),
      "uri_mismatch",
      "signed_decoded",
      /before it was escaped/,
    ],
    ["escaped twice", uri(GOOD_TARGET.replaceAll("%", "%25")), "uri_mismatch", "encoded_twice", /%25/],
    ["another order", uri(`${CHECK}?name=Jo%20%C5%BD&ids=1%2C2`), "uri_mismatch", "parameter_order", /order/],
    [
      "a parameter added",
      (parts) => {
        parts.target = `${GOOD_TARGET}&trace=1`;
      },
      "uri_mismatch",
      "parameter_not_signed",
      /trace/,
    ],
    ["a parameter lost", uri(`${GOOD_TARGET}&empty=`), "uri_mismatch", "parameter_not_sent", /empty/],
    [
      "no base path",
      uri(GOOD_TARGET.replace("/api/v1", "")),
      "uri_mismatch",
      "base_path_missing",
      /without \/api\/v1/,
    ],
    [
      "a trailing slash signed",
      uri(GOOD_TARGET.replace("?", "/?")),
      "uri_mismatch",
      "trailing_slash",
      /slash/,
    ],
    ["a fragment signed", uri(`${GOOD_TARGET}#top`), "uri_mismatch", "signed_with_fragment", /Leave it out/],
    ["another path signed", uri("/api/v1/customers?ids=1"), "uri_mismatch", "other_path", /very request/],
    // Body
    ["the body not hashed", hashOf(""), "body_hash_mismatch", "body_not_hashed", /Hash the body/],
    [
      "the re-serialized JSON",
      hashOf(JSON.stringify(parsed)),
      "body_hash_mismatch",
      "body_reserialized",
      /Serialize once/,
    ],
    [
      "Python's separators",
      hashOf('{"name": "Žofie", "amount": 1.50, "path": "a/b", "list": [1, 2]}'),
      "body_hash_mismatch",
      "body_reserialized",
      /json\.dumps/,
    ],
    [
      "indented JSON",
      hashOf(
        '{\n  "name": "Žofie",\n  "amount": 1.50,\n  "path": "a/b",\n  "list": [\n    1,\n    2\n  ]\n}',
      ),
      "body_hash_mismatch",
      "body_reserialized",
      /2 spaces/,
    ],
    [
      "sorted members",
      hashOf('{"amount":1.50,"list":[1,2],"name":"Žofie","path":"a/b"}'),
      "body_hash_mismatch",
      "members_sorted",
      /sorted/,
    ],
    [
      "escaped letters",
      hashOf(GOOD_BODY.replace("Ž", "\\u017d")),
      "body_hash_mismatch",
      "letters_escaped",
      /ASCII/,
    ],
    [
      "a trailing newline",
      hashOf(`${GOOD_BODY}\n`),
      "body_hash_mismatch",
      "trailing_newline",
      /--data-binary/,
    ],
    [
      "a byte order mark",
      hashOf(`\ufeff${GOOD_BODY}`),
      "body_hash_mismatch",
      "byte_order_mark",
      /without one/,
    ],
    ["the hash of the hash", hashOf(sha256(GOOD_BODY)), "body_hash_mismatch", "hash_hashed", /once/],
    [
      "the body in base64",
      hashOf(base64url(GOOD_BODY)),
      "body_hash_mismatch",
      "encoded_body_hashed",
      /as they are sent/,
    ],
    ["the target hashed", hashOf(GOOD_TARGET), "body_hash_mismatch", "target_hashed", /body alone/],
    [
      "an object printed",
      hashOf("[object Object]"),
      "body_hash_mismatch",
      "placeholder_hashed",
      /Hash the body itself/,
    ],
    [
      "the JSON inside JSON",
      hashOf(JSON.stringify(GOOD_BODY)),
      "body_hash_mismatch",
      "json_in_json",
      /Serialize once/,
    ],
    ["the body lost", body(""), "body_hash_mismatch", "body_not_sent", /none arrived/],
    ["another body", hashOf('{"name":"z"}'), "body_hash_mismatch", "other_body", /compare/],
    // Transport
    [
      "a trailing slash",
      sent(GOOD_TARGET.replace("?", "/?")),
      "non_canonical_path",
      "trailing_slash",
      /Send and sign \/api\/v1\/signature-check\?/,
      400,
    ],
    ["two slashes", sent(`/${GOOD_TARGET}`), "non_canonical_path", "double_slash", /Send and sign/, 400],
    [
      "the absolute form",
      sent(`http://127.0.0.1${GOOD_TARGET}`),
      "non_canonical_path",
      "absolute_form",
      /Host alone/,
      400,
    ],
    ["an escape that is none", sent(`${CHECK}?q=100%`), "malformed_target", "bad_escape", /%25/, 400],
    ["Latin-1 in the query", sent(`${CHECK}?q=caf%E9`), "malformed_target", "not_utf8", /%C3%A9/, 400],
    [
      "the key twice",
      (parts) => {
        parts.headers.push("x-api-key", subject().application.apiKey);
      },
      "duplicate_header",
      "same_value_twice",
      /middleware/,
      400,
    ],
    [
      "GET with a body",
      (parts) => {
        parts.method = "GET";
        parts.claims.method = "GET";
      },
      "body_not_allowed",
      "body_announced",
      /query/,
      400,
    ],
    [
      "a compressed body",
      header("content-encoding", "gzip"),
      "unsupported_media_type",
      "compressed",
      /compression/,
      415,
    ],
    [
      "the API key in both headers",
      (parts) => {
        parts.authorize = () => `Bearer ${subject().application.apiKey}`;
      },
      "ambiguous_credentials",
      "api_key_in_both",
      /signed token/,
      400,
    ],
    [
      "PATCH",
      (parts) => {
        parts.method = "PATCH";
      },
      "method_not_allowed",
      "other_method",
      /GET, POST/,
      405,
    ],
    [
      "no base path sent",
      sent("/v1/signature-check"),
      "not_found",
      "base_path_missing",
      /\/api\/v1\/signature-check/,
      404,
    ],
    ["a singular", sent("/api/v1/customer"), "not_found", "path_misspelt", /\/api\/v1\/customers/, 404],
  ];
}

function formerPem({ formerKey }: Subject): string {
  return formerKey.export({ type: "pkcs8", format: "pem" }).toString();
}
