/**
 * Writes `test/vectors/signing.json`: requests with their tokens at a fixed clock, good and bad ones.
 * The keys in the file are kept, so a second run changes nothing. Run: `npx tsx scripts/make-signing-vectors.ts`
 */
import { createHash, createHmac, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateApiKey } from "../lib/security/api-key";
import { EMPTY_BODY_SHA256, sha256Hex } from "../lib/security/body-digest";
import {
  base64url,
  type SigningVector,
  type SigningVectorFile,
  signObjects,
  signPss,
  signTexts,
  type VectorKey,
} from "../test/vectors/token-builder";

const FILE = fileURLToPath(new URL("../test/vectors/signing.json", import.meta.url));
const NOW = 1_800_000_000;
const API_KEY = apiKeyFrom("signing vectors: first key");
const OTHER_API_KEY = apiKeyFrom("signing vectors: second key");
const API_KEY_ID = "key_01980000-0000-7000-8000-00000000a001";
const JSON_BODY = JSON.stringify({ companyName: "Žluťoučký kůň s.r.o." });
const MULTIPART_BODY =
  '--edge\r\nContent-Disposition: form-data; name="type"\r\n\r\nPASSPORT\r\n--edge--\r\n';

function apiKeyFrom(seed: string): string {
  return generateApiKey("sandbox", () => createHash("sha256").update(seed).digest());
}

function readKept(): SigningVectorFile | null {
  if (!existsSync(FILE)) return null;
  // The file was written by this script; the unit test that runs every vector notices any damage.
  return JSON.parse(readFileSync(FILE, "utf8")) as SigningVectorFile;
}

function makeKey(): VectorKey {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const der = publicKey.export({ format: "der", type: "spki" });
  return {
    fingerprint: createHash("sha256").update(der).digest("hex"),
    publicKeyPem: publicKey.export({ format: "pem", type: "spki" }).toString(),
    privateKeyPem: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  };
}

const kept = readKept();
const ownKey = kept?.signingKeys[0] ?? makeKey();
const strangerKey = kept?.strangerKeys[0] ?? makeKey();
const key = createPrivateKey(ownKey.privateKeyPem);
const stranger = createPrivateKey(strangerKey.privateKeyPem);

const header = { alg: "RS256", typ: "JWT" };
const claims = {
  iss: "nuvera-api",
  aud: "nuvera-rest-api",
  sub: API_KEY,
  method: "GET",
  uri: "/api/v1/customers?limit=20",
  bodyHash: EMPTY_BODY_SHA256,
  iat: NOW,
  exp: NOW + 55,
  jti: "7d0c1b7e-2f64-4b39-9b1c-5a4f0e6d2c83",
};
const good = signObjects(header, claims, key);
const [goodHeader = "", goodPayload = "", goodSignature = ""] = good.split(".");

type Request = Partial<Pick<SigningVector, "method" | "target" | "bodyBase64">>;
const vectors: SigningVector[] = [];

function add(name: string, expected: "ok" | string, token: string, request: Request = {}): void {
  const expect: SigningVector["expect"] = expected === "ok" ? { ok: true } : { reason: expected };
  vectors.push({
    name,
    now: NOW,
    apiKey: API_KEY,
    apiKeyId: API_KEY_ID,
    method: "GET",
    target: claims.uri,
    bodyBase64: "",
    ...request,
    token,
    expect,
  });
}

const withHeader = (members: object) => signObjects(members, claims, key);
const withClaims = (changes: object) => signObjects(header, { ...claims, ...changes }, key);
const withPayload = (payload: string) => signTexts(JSON.stringify(header), payload, key);
const text = JSON.stringify(claims);

function accepted(): void {
  add("sub is the API key (published form)", "ok", good);
  add("sub is the key id", "ok", withClaims({ sub: API_KEY_ID }));
  add("typ left out", "ok", withHeader({ alg: "RS256" }));
  add("kid names the signing key", "ok", withHeader({ ...header, kid: ownKey.fingerprint }));
  const json = { method: "POST", target: "/api/v1/customers", bodyBase64: toBase64(JSON_BODY) };
  const form = { method: "POST", target: "/api/v1/documents", bodyBase64: toBase64(MULTIPART_BODY) };
  add("JSON body with letters outside ASCII", "ok", forBody(json.target, JSON_BODY), json);
  add("multipart body, its raw bytes", "ok", forBody(form.target, MULTIPART_BODY), form);
  const queries = ["?q=a%20b", "?q=a+b", "?q=%c5%be", "?q=%C5%BE", "?status=APPROVED&limit=1", "?q[]=1", "?"];
  for (const query of queries) {
    const target = `/api/v1/customers${query}`;
    add(`target exactly as sent: ${target}`, "ok", withClaims({ uri: target }), { target });
  }
  add("life of exactly 60 s", "ok", withClaims({ exp: NOW + 60 }));
  add("iat 5 s ahead of the server", "ok", withClaims({ iat: NOW + 5, exp: NOW + 60 }));
  add("expires in 1 s", "ok", withClaims({ iat: NOW - 59, exp: NOW + 1 }));
  add(
    "claims nobody asked for",
    "ok",
    withClaims({ permissions: ["PAYMENTS_WRITE"], admin: true, orgId: "o" }),
  );
  add("jti of 8 characters", "ok", withClaims({ jti: "abcdEF12" }));
}

function headers(): void {
  add("alg RS384 over an RS256 signature", "algorithm_not_allowed", withHeader({ ...header, alg: "RS384" }));
  add("alg in lower case", "algorithm_not_allowed", withHeader({ ...header, alg: "rs256" }));
  const none = `${base64url('{"alg":"none"}')}.${goodPayload}.`;
  add("alg none without a signature", "algorithm_not_allowed", none);
  const hmacInput = `${base64url('{"alg":"HS256"}')}.${goodPayload}`;
  const mac = createHmac("sha256", ownKey.publicKeyPem).update(hmacInput).digest("base64url");
  add("HS256, the public key as the secret", "algorithm_not_allowed", `${hmacInput}.${mac}`);
  add("PSS signature under alg RS256", "signature_invalid", signPss(header, claims, key));
  const members = { jwk: {}, jku: "https://x", x5u: "https://x", crit: ["b64"], zip: "DEF", cty: "JWT" };
  for (const [name, value] of Object.entries(members)) {
    add(`header member ${name}`, "header_not_allowed", withHeader({ ...header, [name]: value }));
  }
  add("another typ", "header_not_allowed", withHeader({ ...header, typ: "at+jwt" }));
  const foreign = withHeader({ ...header, kid: strangerKey.fingerprint });
  add("kid of a key that is not registered", "signing_key_unknown", foreign);
}

function signatures(): void {
  add("signed by a key that is not registered", "signature_invalid", signObjects(header, claims, stranger));
  const changed = Buffer.from(goodSignature, "base64url");
  changed.writeUInt8(changed.readUInt8(100) ^ 1, 100);
  add(
    "one bit of the signature changed",
    "signature_invalid",
    `${goodHeader}.${goodPayload}.${base64url(changed)}`,
  );
  const otherPayload = base64url(JSON.stringify({ ...claims, jti: "another-jti" }));
  add(
    "payload exchanged after signing",
    "signature_invalid",
    `${goodHeader}.${otherPayload}.${goodSignature}`,
  );
  const cut = base64url(changed.subarray(0, 225));
  add("signature cut short", "signature_invalid", `${goodHeader}.${goodPayload}.${cut}`);
}

function forms(): void {
  add("two parts", "token_malformed", `${goodHeader}.${goodPayload}`);
  add("four parts", "token_malformed", `${good}.`);
  add("padding", "token_malformed", `${good}==`);
  add("newline inside", "token_malformed", `${goodHeader}.${goodPayload}.\n${goodSignature}`);
  const standard = `${good.slice(0, -4)}+/${good.slice(-2)}`;
  add("standard base64 alphabet", "token_malformed", standard);
  add("larger than 4,096 bytes", "token_too_large", withClaims({ filler: "x".repeat(4_000) }));
  add("empty", "token_missing", "");
  add("a member twice", "token_malformed", withPayload(`{"iss":"evil",${text.slice(1)}`));
  add("alg twice in the header", "token_malformed", signTexts('{"alg":"none","alg":"RS256"}', text, key));
  add("a member twice, once escaped", "token_malformed", withPayload(`{"\\u0069ss":"evil",${text.slice(1)}`));
  add("payload is an array", "token_malformed", withPayload("[]"));
  add("byte order mark before the payload", "token_malformed", withPayload(`\uFEFF${text}`));
  add("header is not JSON", "token_malformed", signTexts("x", text, key));
}

function claimForms(): void {
  for (const name of Object.keys(claims)) {
    const rest = Object.fromEntries(Object.entries(claims).filter(([other]) => other !== name));
    add(`${name} left out`, "claim_missing", signObjects(header, rest, key));
  }
  const wrong = [
    { iat: String(NOW) },
    { exp: NOW + 12.5 },
    { jti: ["a"] },
    { jti: "short" },
    { jti: "with space 1" },
    { uri: null },
    { bodyHash: "ABC" },
    { nbf: "x" },
  ];
  for (const change of wrong)
    add(`wrong form: ${JSON.stringify(change)}`, "claim_invalid", withClaims(change));
  add("exp is 1e400", "claim_invalid", withPayload(text.replace(String(NOW + 55), "1e400")));
  add("milliseconds", "claim_invalid", withClaims({ iat: NOW * 1000, exp: (NOW + 55) * 1000 }));
  add("aud is an array", "claim_invalid", withClaims({ aud: ["nuvera-rest-api"] }));
  add("life of 0 s", "claim_invalid", withClaims({ iat: NOW + 3, exp: NOW + 3 }));
  add("bodyHash in upper case", "claim_invalid", withClaims({ bodyHash: EMPTY_BODY_SHA256.toUpperCase() }));
}

function claimValues(): void {
  add("another issuer", "issuer_mismatch", withClaims({ iss: "nuvera-api/" }));
  add("another audience", "audience_mismatch", withClaims({ aud: "nuvera" }));
  add("another API key as sub", "subject_mismatch", withClaims({ sub: OTHER_API_KEY }));
  add("expired this second", "token_expired", withClaims({ iat: NOW - 60, exp: NOW }));
  add("life of 61 s", "lifetime_too_long", withClaims({ exp: NOW + 61 }));
  add("iat 6 s ahead of the server", "token_not_yet_valid", withClaims({ iat: NOW + 6, exp: NOW + 60 }));
  add("nbf 6 s ahead of the server", "token_not_yet_valid", withClaims({ nbf: NOW + 6 }));
  add("another method", "method_mismatch", withClaims({ method: "POST" }));
  add("method in lower case", "method_mismatch", withClaims({ method: "get" }));
  const targets = ["", "?limit=20&", "/?limit=20", "?limit=2%30"].map((rest) => `/api/v1/customers${rest}`);
  for (const uri of [...targets, `https://api.example.com${claims.uri}`]) {
    add(`another target: ${uri}`, "uri_mismatch", withClaims({ uri }));
  }
  const request = { method: "POST", target: "/api/v1/customers" };
  const token = forBody(request.target, JSON_BODY);
  const changed = toBase64(`${JSON_BODY.slice(0, -1)} `);
  add("body changed after signing", "body_hash_mismatch", token, { ...request, bodyBase64: changed });
  const hashOfNothing = withClaims({ method: "POST", uri: request.target });
  const unchanged = { ...request, bodyBase64: toBase64(JSON_BODY) };
  add("body hash of no body", "body_hash_mismatch", hashOfNothing, unchanged);
}

function forBody(uri: string, body: string): string {
  return withClaims({ method: "POST", uri, bodyHash: sha256Hex(body) });
}

function toBase64(body: string): string {
  return Buffer.from(body, "utf8").toString("base64");
}

accepted();
headers();
signatures();
forms();
claimForms();
claimValues();

const file: SigningVectorFile = {
  about:
    "now: the verifier's clock in Unix seconds. signingKeys: the application's active keys. strangerKeys sign " +
    "only tokens that must be refused. Made by scripts/make-signing-vectors.ts; the keys are for tests only.",
  issuer: claims.iss,
  audience: claims.aud,
  signingKeys: [ownKey],
  strangerKeys: [strangerKey],
  vectors,
};
writeFileSync(FILE, `${JSON.stringify(file, null, 2)}\n`);
process.stdout.write(`${vectors.length} vectors written\n`);
