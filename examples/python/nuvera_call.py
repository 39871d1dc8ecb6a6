#!/usr/bin/env python3
"""Signs one request and sends it. Python 3.9 or later, standard library only, plus the openssl command.

    export NUVERA_URL=https://api.example.com     # http://127.0.0.1:3000 unless told
    export NUVERA_API_KEY=nv_test_...             # the key shown once when the application was made
    export NUVERA_PRIVATE_KEY=private-key.pem     # the file with the private signing key
    ./nuvera_call.py GET  '/api/v1/customers?limit=5&q=M%C3%BCller'
    ./nuvera_call.py POST /api/v1/customers customer.json
    ./nuvera_call.py --upload /api/v1/documents passport.pdf type=PASSPORT

TARGET is path and query exactly as they go over the wire, percent-encoded already. Optional: NUVERA_API_KEY_ID
(key_..., keeps the API key out of the token), NUVERA_IDEMPOTENCY_KEY, NUVERA_ALLOW_HTTP=1.
The status goes to the standard error. Exit status: 0 for 2xx, 22 for another answer, 2 when nothing was sent.
"""

import base64
import hashlib
import http.client
import json
import os
import pathlib
import re
import secrets
import subprocess
import sys
import time
import urllib.parse


# docs:sign
def base64url(data: bytes) -> str:
    """base64url without padding, the only spelling that is accepted."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def rs256(private_key_file: str, data: bytes) -> bytes:
    """RSASSA-PKCS1-v1_5 with SHA-256. Put the call to your KMS here, and no key file is needed."""
    command = ["openssl", "dgst", "-sha256", "-sign", private_key_file, "-binary"]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def sign(method: str, target: str, body: bytes, *, subject: str, private_key_file: str) -> str:
    """The token of one request. Make a new one for every request and for every retry."""
    now = int(time.time())  # whole seconds; milliseconds and fractions are refused
    claims = {
        "iss": "nuvera-api",
        "aud": "nuvera-rest-api",
        "sub": subject,  # the API key, or better its id key_...: then a logged token holds nothing secret
        "method": method,  # in upper case
        "uri": target,  # path and query, byte for byte as sent
        "bodyHash": hashlib.sha256(body).hexdigest(),  # of the bytes sent; without a body, of zero bytes
        "iat": now,
        "exp": now + 60,  # at most 60 seconds after iat
        "jti": secrets.token_hex(16),  # works once
    }
    header = {"alg": "RS256", "typ": "JWT"}
    signed = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    return signed + "." + base64url(rs256(private_key_file, signed.encode()))
# docs:end


# docs:send
def send(base_url, method, target, headers, body):
    """Sends this very target; libraries that tidy up URLs would break the signature. Follows no redirect."""
    url = urllib.parse.urlsplit(base_url)
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(url.hostname, url.port, timeout=60)
    try:
        connection.request(method, target, body=body, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
# docs:end


# docs:upload
def multipart(fields, file_name, content):
    """A form as bytes, so that what is hashed is what is sent. Gives back the body and its media type."""
    boundary = f"nuvera-{secrets.token_hex(16)}"

    def part(disposition: str) -> bytes:
        return f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode()

    def quoted(text: str) -> str:
        return '"' + text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A") + '"'

    texts = [part(f"name={quoted(name)}") + value.encode() + b"\r\n" for name, value in fields]
    file = part(f'name="file"; filename={quoted(file_name)}') + content
    return b"".join(texts) + file + f"\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
# docs:end


def conformance() -> None:
    """Answers the conformance kit: one JSON object a line comes in, one goes out."""
    for line in sys.stdin:
        ask = json.loads(line)
        token = sign(ask["method"], ask["target"], base64.b64decode(ask["bodyBase64"]),
                     subject=ask["apiKeyId"], private_key_file=ask["privateKeyFile"])
        print(json.dumps({"id": ask["id"], "token": token}), flush=True)


def read_request(arguments):
    """Method, target, media type and body from the command line."""
    if len(arguments) >= 3 and arguments[0] == "--upload":
        file = pathlib.Path(arguments[2])
        fields = [argument.partition("=")[::2] for argument in arguments[3:]]
        body, content_type = multipart(fields, file.name, file.read_bytes())
        return "POST", arguments[1], body, content_type
    if len(arguments) not in (2, 3) or arguments[0].startswith("-"):
        raise ValueError("usage: METHOD TARGET [BODY-FILE]  or  --upload TARGET FILE [NAME=VALUE ...]")
    body = None
    if len(arguments) == 3:
        from_stdin = arguments[2] == "-"
        body = sys.stdin.buffer.read() if from_stdin else pathlib.Path(arguments[2]).read_bytes()
    return arguments[0].upper(), arguments[1], body, "application/json"


def call(arguments) -> int:
    base_url = os.environ.get("NUVERA_URL", "http://127.0.0.1:3000")
    private_key_file = os.environ.get("NUVERA_PRIVATE_KEY", "")
    api_key = os.environ.pop("NUVERA_API_KEY", "")  # taken out, so that the openssl process does not inherit it
    if not re.fullmatch(r"nv_(test|live)_[0-9A-Za-z]{49}", api_key) or not private_key_file:
        raise ValueError("NUVERA_API_KEY (nv_...) and NUVERA_PRIVATE_KEY (a file) must be set")
    is_safe = base_url.startswith("https://") or re.match(r"http://(127\.|localhost\b)", base_url)
    if not is_safe and os.environ.get("NUVERA_ALLOW_HTTP") != "1":
        raise ValueError("NUVERA_URL must be https://, or the API key could be read on the way "
                         "(NUVERA_ALLOW_HTTP=1 allows it)")
    method, target, body, content_type = read_request(arguments)
    if not target.startswith("/"):
        raise ValueError("TARGET begins with /: no scheme, no host")

    subject = os.environ.get("NUVERA_API_KEY_ID") or api_key
    token = sign(method, target, body or b"", subject=subject, private_key_file=private_key_file)
    headers = {"x-api-key": api_key, "Authorization": f"Bearer {token}", "Accept": "application/json"}
    if body is not None:
        headers["Content-Type"] = content_type
    if os.environ.get("NUVERA_IDEMPOTENCY_KEY"):
        headers["Idempotency-Key"] = os.environ["NUVERA_IDEMPOTENCY_KEY"]
    status, answer = send(base_url, method, target, headers, body)
    print(f"HTTP {status}", file=sys.stderr)
    sys.stdout.buffer.write(answer)
    return 0 if 200 <= status < 300 else 22


if __name__ == "__main__":
    try:
        sys.exit(conformance() if sys.argv[1:] == ["--conformance"] else call(sys.argv[1:]))
    except (OSError, ValueError, http.client.HTTPException, subprocess.CalledProcessError) as error:
        print(f"nuvera_call: {error}", file=sys.stderr)
        sys.exit(2)
