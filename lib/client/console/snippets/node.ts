/** The request for Node.js 18 or later, as a module. Pure. */
import { fixedClaims, type SnippetRequest } from "@/lib/client/console/snippets/snippet";

export function nodeSnippet(request: SnippetRequest): string {
  const { baseUrl, method, target, form } = request;
  const isHttps = baseUrl.startsWith("https:");
  return `// Save as call.mjs; node call.mjs. Node.js 18 or later, nothing to install.
import { createHash, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:${isHttps ? "https" : "http"}";${form === null ? "" : '\nimport { basename } from "node:path";'}

const { NUVERA_API_KEY, NUVERA_PRIVATE_KEY${form === null ? "" : ", NUVERA_FILE"} } = process.env; // the key; the path of the private key file
${bodyOf(request)}
const now = Math.floor(Date.now() / 1000);
const claims = {
  ...${JSON.stringify(fixedClaims(request))},
  sub: NUVERA_API_KEY,
  bodyHash: createHash("sha256").update(body).digest("hex"),
  iat: now,
  exp: now + 30,
  jti: randomUUID(),
};
const encode = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");
const signed = \`\${encode({ alg: "RS256", typ: "JWT" })}.\${encode(claims)}\`;
const signature = sign("RSA-SHA256", Buffer.from(signed), readFileSync(NUVERA_PRIVATE_KEY)).toString("base64url");
const headers = {
  "x-api-key": NUVERA_API_KEY,
  Authorization: \`Bearer \${signed}.\${signature}\`,
${ownHeaders(request)}};
// fetch would tidy up some targets, and the signature covers every byte.
const call = request(${JSON.stringify(baseUrl)}, { method: ${JSON.stringify(method)}, path: ${JSON.stringify(target)}, headers }, (answer) => {
  console.error("HTTP", answer.statusCode);
  answer.pipe(process.stdout);
});
call.end(body);
`;
}

function ownHeaders({ body, form, idempotencyKey }: SnippetRequest): string {
  const contentType = form === null ? '"application/json"' : '"multipart/form-data; boundary=" + boundary';
  return [
    ...(body === null && form === null ? [] : [`  "Content-Type": ${contentType},\n`]),
    ...(idempotencyKey === "" ? [] : [`  "Idempotency-Key": ${JSON.stringify(idempotencyKey)},\n`]),
  ].join("");
}

function bodyOf({ body, form }: SnippetRequest): string {
  if (form === null) return `const body = Buffer.from(${JSON.stringify(body ?? "")});`;
  return `const boundary = \`nuvera-\${randomUUID()}\`;
const part = (disposition) => \`--\${boundary}\\r\\nContent-Disposition: form-data; \${disposition}\\r\\n\\r\\n\`;
const texts = Object.entries(${JSON.stringify(form)}).map(([name, value]) => \`\${part(\`name="\${name}"\`)}\${value}\\r\\n\`);
const body = Buffer.concat([
  Buffer.from(texts.join("") + part(\`name="file"; filename="\${basename(NUVERA_FILE)}"\`)),
  readFileSync(NUVERA_FILE),
  Buffer.from(\`\\r\\n--\${boundary}--\\r\\n\`),
]);`;
}
