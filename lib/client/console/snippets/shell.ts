// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the shell that the snippet runs in
/** The request for bash with curl and openssl; in parentheses, so that it can be pasted into an open shell. Pure. */
import { fixedClaims, type SnippetRequest } from "@/lib/client/console/snippets/snippet";

export function shellSnippet(request: SnippetRequest): string {
  const { baseUrl, method, target, body, form, idempotencyKey } = request;
  const hasBody = body !== null || form !== null;
  // The members that are known, without the closing brace.
  const claims = JSON.stringify(fixedClaims(request)).slice(0, -1);
  const lines = [
    "( set -euo pipefail  # needs bash, curl and openssl",
    ': "${NUVERA_API_KEY:?the API key}" "${NUVERA_PRIVATE_KEY:?the path of the private key file}"',
    "body=$(mktemp); trap 'rm -f \"$body\"' EXIT",
    ...bodyLines(request),
    "base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }",
    "hash=$(openssl dgst -sha256 -r < \"$body\" | cut -d ' ' -f 1)",
    "now=$(date +%s)",
    `claims=${quoted(claims)}",\\"sub\\":\\"$NUVERA_API_KEY\\",\\"bodyHash\\":\\"$hash\\",\\"iat\\":$now,\\"exp\\":$((now + 30)),\\"jti\\":\\"$(openssl rand -hex 16)\\"}"`,
    'signed="$(printf %s \'{"alg":"RS256","typ":"JWT"}\' | base64url).$(printf %s "$claims" | base64url)"',
    'signature=$(printf %s "$signed" | openssl dgst -sha256 -sign "$NUVERA_PRIVATE_KEY" -binary | base64url)',
    `curl --silent --show-error --globoff --path-as-is --request ${method} --request-target ${quoted(target)} \\`,
    ...(hasBody ? ['  --data-binary "@$body" \\'] : []),
    `  --write-out '\\nHTTP %{http_code}\\n' --config - ${quoted(`${baseUrl}/`)} <<HEADERS`,
    'header = "x-api-key: $NUVERA_API_KEY"',
    'header = "Authorization: Bearer $signed.$signature"',
    ...(hasBody
      ? [
          `header = "Content-Type: ${form === null ? "application/json" : "multipart/form-data; boundary=$boundary"}"`,
        ]
      : []),
    ...(idempotencyKey === "" ? [] : [`header = "Idempotency-Key: ${inHereDocument(idempotencyKey)}"`]),
    "HEADERS",
    ")",
  ];
  return lines.join("\n");
}

function bodyLines({ body, form }: SnippetRequest): string[] {
  if (body !== null) return [`printf %s ${quoted(body)} > "$body"`];
  if (form === null) return [];
  const texts = Object.entries(form).map(
    ([name, value]) =>
      `  printf -- '--%s\\r\\nContent-Disposition: form-data; name="%s"\\r\\n\\r\\n%s\\r\\n' "$boundary" ${quoted(name)} ${quoted(value)}`,
  );
  return [
    ': "${NUVERA_FILE:?the path of the file to upload}"',
    "boundary=nuvera-$(openssl rand -hex 16)",
    "{",
    ...texts,
    '  printf -- \'--%s\\r\\nContent-Disposition: form-data; name="file"; filename="%s"\\r\\n\\r\\n\' "$boundary" "$(basename "$NUVERA_FILE" | tr \'"\' _)"',
    '  cat "$NUVERA_FILE"',
    "  printf -- '\\r\\n--%s--\\r\\n' \"$boundary\"",
    '} > "$body"',
  ];
}

/** As one word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** curl reads the line in quotes, and the shell before it expands what begins with $ or `. */
function inHereDocument(text: string): string {
  return text.replace(/["\\]/g, "\\$&").replace(/[\\$`]/g, "\\$&");
}
