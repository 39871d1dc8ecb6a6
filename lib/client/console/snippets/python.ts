/** The request for Python 3.9 or later with its standard library and the openssl command. Pure. */
import { fixedClaims, type SnippetRequest } from "@/lib/client/console/snippets/snippet";

export function pythonSnippet(request: SnippetRequest): string {
  const { baseUrl, method, target, body, form, idempotencyKey } = request;
  const kind = baseUrl.startsWith("https:") ? "HTTPSConnection" : "HTTPConnection";
  const contentType =
    body !== null
      ? '\n    "Content-Type": "application/json",'
      : form !== null
        ? '\n    "Content-Type": f"multipart/form-data; boundary={boundary}",'
        : "";
  return `# Save as call.py; python3 call.py. Python 3.9 or later and the openssl command, nothing to install.
import base64, hashlib, http.client, json, os, secrets, subprocess, sys, time

api_key = os.environ["NUVERA_API_KEY"]
private_key_file = os.environ["NUVERA_PRIVATE_KEY"]
target = ${literal(target)}
${bodyOf(request)}


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


now = int(time.time())
claims = {
    **json.loads(${literal(JSON.stringify(fixedClaims(request)))}),
    "sub": api_key,
    "bodyHash": hashlib.sha256(body).hexdigest(),
    "iat": now,
    "exp": now + 30,
    "jti": secrets.token_hex(16),
}
signed = ".".join(base64url(json.dumps(part).encode()) for part in ({"alg": "RS256", "typ": "JWT"}, claims))
command = ["openssl", "dgst", "-sha256", "-sign", private_key_file, "-binary"]
signature = subprocess.run(command, input=signed.encode(), stdout=subprocess.PIPE, check=True).stdout
headers = {
    "x-api-key": api_key,
    "Authorization": f"Bearer {signed}.{base64url(signature)}",${contentType}${idempotencyKey === "" ? "" : `\n    "Idempotency-Key": ${literal(idempotencyKey)},`}
}
connection = http.client.${kind}(${literal(new URL(baseUrl).host)}, timeout=60)
connection.request(${literal(method)}, target, body=body or None, headers=headers)
answer = connection.getresponse()
print("HTTP", answer.status, file=sys.stderr)
sys.stdout.buffer.write(answer.read())
`;
}

function bodyOf({ body, form }: SnippetRequest): string {
  if (form === null) return `body = ${body === null ? 'b""' : `${literal(body)}.encode()`}`;
  return `boundary = f"nuvera-{secrets.token_hex(16)}"
file = os.environ["NUVERA_FILE"]
begin = f'--{boundary}\\r\\nContent-Disposition: form-data; name='
texts = "".join(f'{begin}"{name}"\\r\\n\\r\\n{value}\\r\\n' for name, value in json.loads(${literal(JSON.stringify(form))}).items())
head = f'{texts}{begin}"file"; filename="{os.path.basename(file)}"\\r\\n\\r\\n'
with open(file, "rb") as content:
    body = head.encode() + content.read() + f"\\r\\n--{boundary}--\\r\\n".encode()`;
}

/** A string literal: Python reads every escape that JSON.stringify writes, but for lone surrogates, which are no text. */
function literal(text: string): string {
  return JSON.stringify(text);
}
