#!/usr/bin/env python3
"""Signs one request and sends it. Python 3.9 or later, standard library only, plus the openssl command.

    export NUVERA_API_KEY=nv_test_...            # the key shown once when the application was made
    export NUVERA_PRIVATE_KEY=private-key.pem    # the file with the private signing key
    ./nuvera_call.py GET  '/api/v1/signature-check'
    ./nuvera_call.py POST '/api/v1/customers' customer.json
    ./nuvera_call.py --url https://api.example.com GET '/api/v1/customers?limit=5&q=M%C3%BCller'

The target is the path and query exactly as they go over the wire, percent-encoded already: the signature covers
it byte for byte. That is why this uses http.client and not a library that tidies up URLs.

Also read from the environment: NUVERA_URL; NUVERA_API_KEY_ID (key_..., becomes the token's `sub`, so that the
token holds nothing secret); NUVERA_CONTENT_TYPE; NUVERA_ISSUER; NUVERA_AUDIENCE; NUVERA_ALLOW_HTTP=1.
To see how the API refuses: NUVERA_SIGN_TARGET (sign another target than is sent), NUVERA_SIGN_BODY (sign this
file, send the other), NUVERA_LIFETIME (seconds, 60 at most), NUVERA_JTI (send the same id twice).
"""

import argparse
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

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def base64url(data: bytes) -> str:
    """base64url without padding, the only spelling that is accepted."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def rs256(private_key_file: str, data: bytes) -> bytes:
    """RSASSA-PKCS1-v1_5 with SHA-256. Put the call to your KMS here, and no key file is needed."""
    command = ["openssl", "dgst", "-sha256", "-sign", private_key_file, "-binary"]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def create_token(*, method, target, body, subject, private_key_file, issuer="nuvera-api",
                 audience="nuvera-rest-api", lifetime=30, jti=None) -> str:
    """The token of one request: fresh for each one, also for each retry."""
    now = int(time.time())  # whole seconds; the API refuses milliseconds and fractions
    claims = {
        "iss": issuer,
        "aud": audience,
        "sub": subject,
        "method": method,
        "uri": target,
        "bodyHash": hashlib.sha256(body).hexdigest(),  # of zero bytes where there is no body
        "iat": now,
        "exp": now + lifetime,
        "jti": jti or secrets.token_hex(16),
    }
    header = {"alg": "RS256", "typ": "JWT"}
    signed = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    return signed + "." + base64url(rs256(private_key_file, signed.encode()))


def send(url, method, target, headers, body):
    """Sends exactly this target and these bytes; gives back status and body. Follows no redirect."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.path not in ("", "/") or parts.query or not parts.hostname:
        raise ValueError("the base URL is an origin, such as https://api.example.com")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK and os.environ.get("NUVERA_ALLOW_HTTP") != "1":
        raise ValueError("use https://, or set NUVERA_ALLOW_HTTP=1 (the API key is then readable on the way)")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=60)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(body or None)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def main() -> int:
    parser = argparse.ArgumentParser(description="Signs one request and sends it.")
    parser.add_argument("--url", default=os.environ.get("NUVERA_URL", "http://127.0.0.1:3000"))
    parser.add_argument("method")
    parser.add_argument("target", help="path and query, percent-encoded, beginning with /")
    parser.add_argument("body_file", nargs="?", help="exact bytes of the body; - for the standard input")
    arguments = parser.parse_args()
    environment = os.environ
    for name in ("NUVERA_API_KEY", "NUVERA_PRIVATE_KEY"):
        if not environment.get(name):
            parser.error(f"{name} is not set")
    if not arguments.target.startswith("/"):
        parser.error("the target begins with /; no scheme, no host")

    # Taken out of the environment, so that the openssl process does not inherit it.
    api_key = environment.pop("NUVERA_API_KEY")
    if not re.fullmatch(r"nv_(test|live)_[0-9A-Za-z]{49}", api_key):
        # Checked here, since http.client would print a header value that it refuses.
        parser.error("NUVERA_API_KEY does not have the form of an API key")
    method = arguments.method.upper()
    has_body = arguments.body_file is not None
    body = b""
    if has_body:
        is_stdin = arguments.body_file == "-"
        body = sys.stdin.buffer.read() if is_stdin else pathlib.Path(arguments.body_file).read_bytes()

    sign_body = environment.get("NUVERA_SIGN_BODY")

    token = create_token(
        method=method,
        target=environment.get("NUVERA_SIGN_TARGET", arguments.target),
        body=pathlib.Path(sign_body).read_bytes() if sign_body else body,
        subject=environment.get("NUVERA_API_KEY_ID", api_key),
        private_key_file=environment["NUVERA_PRIVATE_KEY"],
        issuer=environment.get("NUVERA_ISSUER", "nuvera-api"),
        audience=environment.get("NUVERA_AUDIENCE", "nuvera-rest-api"),
        lifetime=int(environment.get("NUVERA_LIFETIME", "30")),
        jti=environment.get("NUVERA_JTI"),
    )
    headers = {"x-api-key": api_key, "Authorization": f"Bearer {token}", "Accept": "application/json"}
    if has_body:
        headers["Content-Type"] = environment.get("NUVERA_CONTENT_TYPE", "application/json")
    if has_body or method in ("POST", "PUT", "PATCH"):
        headers["Content-Length"] = str(len(body))

    status, answer = send(arguments.url, method, arguments.target, headers, body)
    print(f"HTTP {status}", file=sys.stderr)
    sys.stdout.buffer.write(answer)
    return 0 if 200 <= status < 300 else 22


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError:
        sys.exit("nuvera_call: openssl could not sign: is NUVERA_PRIVATE_KEY a private RSA key?")
    except (OSError, ValueError, http.client.HTTPException) as error:
        sys.exit(f"nuvera_call: {error}")
