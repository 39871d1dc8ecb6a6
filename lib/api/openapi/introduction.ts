/** What a reader has to know before the first operation; Markdown. */
export const INTRODUCTION = `Customers, their beneficiaries and documents, payments to them, screening and support, for partner services.

## Signed requests
Every request carries an API key in \`x-api-key\` and, in \`Authorization: Bearer\`, a token made for this one request: a JWT (RS256) signed with your application's private key. Its claims are \`iss\`, \`aud\`, \`sub\` (the key's id \`key_…\`), \`method\`, \`uri\` (path and query exactly as sent), \`bodyHash\` (SHA-256 of the body's bytes, hex), \`iat\`, \`exp\` (at most 60 s later) and \`jti\` (fresh for every request, retries included). \`GET /signature-check\` shows what the server made of a request. A key works in one environment, sandbox or production, at the same address.

## Personal keys
For first tries and scripts a person can send an API key of their own in \`Authorization: Bearer\`, alone and without a signature. It may what its maker's role allows at the time of the request, where the organization allows personal keys; see /docs/personal-keys.

## Rows
Everything belongs to your organization and to the environment of the key. Somebody else's id is 404, exactly like an id that never was. Ids are strings with a typed prefix (\`cus_…\`) and sort by the time at which they were made. Timestamps are RFC 3339 in UTC, dates \`YYYY-MM-DD\`. Amounts and rates are decimal strings.

## Requests
Bodies are JSON, documents multipart. Members and query parameters that nobody reads are refused (422), so a misspelt name does not go unnoticed. An id in the path may be repeated in the body if it is the same. Answers may grow: ignore members that you do not know.

## Lists
Newest first. \`nextCursor\` goes into \`cursor\` of the next request, with the same filters; it is opaque and works nowhere else.

## Repeating a POST
Send an \`Idempotency-Key\`. The same key with the same request, within 24 hours, gets the stored answer with \`Idempotency-Replayed: true\` and does nothing again. It holds across a crash of ours.

## Rate limit
Each application and each personal key may send so many requests a second; \`RateLimit\` and \`RateLimit-Policy\` say how many, and a 429 says in \`Retry-After\` when to go on.

## Refusals
Every refusal has one form (\`Error\`). Write code against \`error.reason\`. A path that exists with another method is 405 (\`method_not_allowed\`). In a path, an unknown id is 404; in a body it is 422 at its field. Validation comes before state: 422 before 409.

## Sandbox
A simulator does the reviews and settlements, within five seconds. Parts of a name steer it: in \`companyName\` of customers and beneficiaries and in \`internalReference\` of payments, \`SIM-REJECT\` rejects, \`SIM-CORRECT\` asks for a correction once, \`SIM-HOLD\` holds and \`SIM-SLOW\` takes a minute; \`SIM-FAIL\` lets a payment fail; \`SIM-ANSWER\` in a ticket's \`subject\` has it answered.`;
