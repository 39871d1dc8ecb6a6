#!/usr/bin/env node
/**
 * Signs one request and sends it. Node.js 18 or later, nothing to install.
 *
 *   export NUVERA_URL=https://api.example.com     # http://127.0.0.1:3000 unless told
 *   export NUVERA_API_KEY=nv_test_...             # the key shown once when the application was made
 *   export NUVERA_PRIVATE_KEY=private-key.pem     # the file with the private signing key (PKCS#8)
 *   ./nuvera-call.mjs GET  '/api/v1/customers?limit=5&q=M%C3%BCller'
 *   ./nuvera-call.mjs POST /api/v1/customers customer.json
 *   ./nuvera-call.mjs --upload /api/v1/documents passport.pdf type=PASSPORT
 *
 * TARGET is path and query exactly as they go over the wire, percent-encoded already. Optional: NUVERA_API_KEY_ID
 * (key_..., keeps the API key out of the token), NUVERA_IDEMPOTENCY_KEY, NUVERA_ALLOW_HTTP=1.
 * The status goes to the standard error. Exit status: 0 for 2xx, 22 for another answer, 2 when nothing was sent.
 */
import { createHash, randomBytes, randomUUID, sign as rsaSign } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import path from "node:path";
import { createInterface } from "node:readline";

// docs:sign
/** The token of one request. Make a new one for every request and for every retry. */
function sign(method, target, body, { subject, privateKey }) {
  const now = Math.floor(Date.now() / 1000); // whole seconds; milliseconds are refused
  const claims = {
    iss: "nuvera-api",
    aud: "nuvera-rest-api",
    sub: subject, // the API key, or better its id key_…: then a logged token holds nothing secret
    method, // in upper case
    uri: target, // path and query, byte for byte as sent
    bodyHash: createHash("sha256").update(body).digest("hex"), // of the bytes sent; without a body, of zero bytes
    iat: now,
    exp: now + 60, // at most 60 seconds after iat
    jti: randomUUID(), // works once
  };
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${rsaSign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
}
// docs:end

// docs:send
/** Sends this very target: `fetch` would rewrite some, `http.request` with `path` does not. Follows no redirect. */
function send(baseUrl, method, target, headers, body) {
  const client = new URL(baseUrl).protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const options = { method, path: target, headers, timeout: 60_000 };
    const request = client.request(baseUrl, options, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode, body: Buffer.concat(chunks) });
    });
    request.on("timeout", () => request.destroy(new Error("No answer within 60 seconds.")));
    request.on("error", reject);
    request.end(body);
  });
}
// docs:end

// docs:upload
/** A form as bytes, so that what is hashed is what is sent; FormData takes a new boundary each time it is written. */
function multipart(fields, fileName, content) {
  const boundary = `nuvera-${randomBytes(16).toString("hex")}`;
  const quoted = (text) => text.replace(/["\r\n]/g, encodeURIComponent);
  const part = (disposition) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
  const texts = fields.map(([name, value]) => `${part(`name="${quoted(name)}"`)}${value}\r\n`);
  const body = Buffer.concat([
    Buffer.from(`${texts.join("")}${part(`name="file"; filename="${quoted(fileName)}"`)}`),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}
// docs:end

function fail(message) {
  process.stderr.write(`nuvera-call: ${message}\n`);
  process.exit(2);
}

/** Answers the conformance kit: one JSON object a line comes in, one goes out. */
async function conformance() {
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, target, bodyBase64, apiKeyId, privateKeyPem } = JSON.parse(line);
    const body = Buffer.from(bodyBase64, "base64");
    const token = sign(method, target, body, { subject: apiKeyId, privateKey: privateKeyPem });
    process.stdout.write(`${JSON.stringify({ id, token })}\n`);
  }
}

/** Method, target, media type and body from the command line. */
function readRequest([first, second, third, ...others]) {
  if (first === "--upload" && third !== undefined) {
    const fields = others.map((field) => field.split(/=(.*)/s, 2));
    const { body, contentType } = multipart(fields, path.basename(third), readFileSync(third));
    return { method: "POST", target: second, body, contentType };
  }
  if (first?.startsWith("-") || second === undefined || others.length > 0) {
    fail("usage: METHOD TARGET [BODY-FILE]  or  --upload TARGET FILE [NAME=VALUE …]");
  }
  const body = third === undefined ? undefined : readFileSync(third === "-" ? 0 : third);
  return { method: first.toUpperCase(), target: second, body, contentType: "application/json" };
}

async function call(commandLine) {
  const { NUVERA_URL = "http://127.0.0.1:3000", NUVERA_API_KEY: apiKey, NUVERA_PRIVATE_KEY } = process.env;
  const { NUVERA_API_KEY_ID, NUVERA_IDEMPOTENCY_KEY, NUVERA_ALLOW_HTTP } = process.env;
  if (!apiKey || !NUVERA_PRIVATE_KEY) fail("NUVERA_API_KEY and NUVERA_PRIVATE_KEY (a file) must be set");
  if (!/^(https:|http:\/\/(127\.|localhost\b))/.test(NUVERA_URL) && NUVERA_ALLOW_HTTP !== "1") {
    fail(
      "NUVERA_URL must be https://, or the API key could be read on the way (NUVERA_ALLOW_HTTP=1 allows it)",
    );
  }
  const { method, target, body, contentType } = readRequest(commandLine);
  if (!target.startsWith("/")) fail("TARGET begins with /: no scheme, no host");

  const credentials = { subject: NUVERA_API_KEY_ID || apiKey, privateKey: readFileSync(NUVERA_PRIVATE_KEY) };
  const headers = {
    "x-api-key": apiKey,
    authorization: `Bearer ${sign(method, target, body ?? "", credentials)}`,
    accept: "application/json",
  };
  if (body !== undefined) headers["content-type"] = contentType;
  if (NUVERA_IDEMPOTENCY_KEY) headers["idempotency-key"] = NUVERA_IDEMPOTENCY_KEY;
  const answer = await send(NUVERA_URL, method, target, headers, body);
  process.stderr.write(`HTTP ${answer.status}\n`);
  process.stdout.write(answer.body);
  process.exitCode = answer.status >= 200 && answer.status < 300 ? 0 : 22;
}

const commandLine = process.argv.slice(2);
const work = commandLine[0] === "--conformance" ? conformance() : call(commandLine);
work.catch((error) => fail(error.message));
