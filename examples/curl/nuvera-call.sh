#!/usr/bin/env bash
set +x # even `bash -x nuvera-call.sh` must not print the key
set -euo pipefail

# Signs one request and sends it. Needs bash, curl 7.55 or later, and openssl; nothing of ours.
#
#   export NUVERA_API_KEY=nv_test_…              the key shown once when the application was made
#   export NUVERA_PRIVATE_KEY=private-key.pem    the file with the private signing key
#   ./nuvera-call.sh GET  '/api/v1/signature-check'
#   ./nuvera-call.sh GET  '/api/v1/customers?limit=5&q=M%C3%BCller%20%26%20Co'
#   ./nuvera-call.sh POST '/api/v1/customers' customer.json
#   ./nuvera-call.sh --url https://api.example.com GET '/api/v1/customers'
#
# TARGET is the path and query exactly as they go over the wire, percent-encoded already: the signature covers
# it byte for byte. Quote it, or the shell takes `&` and `?` for itself. BODY-FILE `-` is the standard input.
# The status goes to the standard error, the body of the answer to the standard output.
# Exit status: 0 for 2xx, 22 for any other answer, else curl's own.
#
# Also read from the environment:
#   NUVERA_URL            base URL, when --url is not given (http://127.0.0.1:3000)
#   NUVERA_API_KEY_ID     key_…: becomes the token's `sub`, so that the token holds nothing secret
#   NUVERA_CONTENT_TYPE   of the body (application/json). For a multipart body: build the body into a file,
#                         sign that file, and give its type here together with the boundary
#   NUVERA_IDEMPOTENCY_KEY  sent as Idempotency-Key
#   NUVERA_ALLOW_HTTP=1   allows http:// to other machines; the API key is readable on the way
#
# To see how the API refuses, sign something else than is sent:
#   NUVERA_SIGN_TARGET='/api/v1/customers'  sign this target, send TARGET   -> uri_mismatch
#   NUVERA_SIGN_BODY=other.json             sign this file, send BODY-FILE  -> body_hash_mismatch
#   NUVERA_LIFETIME=120                     seconds from `iat` to `exp`     -> lifetime_too_long (60 at most)
#   NUVERA_LIFETIME=-5                                                      -> claim_invalid
#   NUVERA_JTI=used-twice-1                 send the same id again          -> token_replayed

die() { printf 'nuvera-call: %s\n' "$1" >&2; exit 2; }

url=${NUVERA_URL:-http://127.0.0.1:3000}
if [ "${1-}" = --url ]; then
  [ $# -ge 2 ] || die '--url needs a value'
  url=$2
  shift 2
fi
[ $# -eq 2 ] || [ $# -eq 3 ] || die 'usage: nuvera-call.sh [--url URL] METHOD TARGET [BODY-FILE]'
method=$(printf '%s' "$1" | tr '[:lower:]' '[:upper:]')
target=$2
body_file=${3-}
url=${url%/}

# The key stays in a shell variable: not exported to curl and openssl, never an argument (`ps` shows those).
api_key=${NUVERA_API_KEY:?is not set}
unset NUVERA_API_KEY
private_key=${NUVERA_PRIVATE_KEY:?is not set: the file with the private signing key}
lifetime=${NUVERA_LIFETIME:-30}
sign_target=${NUVERA_SIGN_TARGET:-$target}
sign_body=${NUVERA_SIGN_BODY:-}
content_type=${NUVERA_CONTENT_TYPE:-application/json}
idempotency_key=${NUVERA_IDEMPOTENCY_KEY:-}

[ -r "$private_key" ] || die 'the file named by NUVERA_PRIVATE_KEY cannot be read'
[ -z "$sign_body" ] || [ -r "$sign_body" ] || die 'the file named by NUVERA_SIGN_BODY cannot be read'
[[ $api_key =~ ^nv_(test|live)_[0-9A-Za-z]{49}$ ]] || die 'NUVERA_API_KEY does not have the form of an API key'
[[ $method =~ ^[A-Z]+$ ]] || die 'METHOD is a word such as GET'
[[ $target == /* ]] || die 'TARGET begins with /; no scheme, no host'
[[ $target != *[[:cntrl:][:space:]]* ]] || die 'TARGET holds a space or control character; percent-encode it'
[[ $lifetime =~ ^-?[0-9]+$ ]] || die 'NUVERA_LIFETIME is a number of seconds'
[[ $content_type != *[[:cntrl:]\\]* ]] || die 'NUVERA_CONTENT_TYPE is malformed'
[[ $idempotency_key != *[[:cntrl:]\"\\]* ]] || die 'NUVERA_IDEMPOTENCY_KEY is malformed'
[[ $url =~ ^https?://[^/?#@[:space:]]+$ ]] || die 'the base URL is an origin, such as https://api.example.com'
loopback='^http://(localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]+)?$'
[[ $url == https://* || $url =~ $loopback || ${NUVERA_ALLOW_HTTP:-} == 1 ]] ||
  die 'use https://, or set NUVERA_ALLOW_HTTP=1 (the API key is then readable on the way)'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 700 "$work"

# 1. The body. One private copy is hashed and sent, so that both are the same bytes whatever happens to the file.
if [ -z "$body_file" ]; then
  : > "$work/body"
elif [ "$body_file" = - ]; then
  cat > "$work/body"
else
  cat -- "$body_file" > "$work/body"
fi
body_hash=$(openssl dgst -sha256 -r < "${sign_body:-$work/body}" | cut -d ' ' -f 1)

# 2. The token: base64url(header) . base64url(claims) . base64url(RS256 signature of what stands before).
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
json() { # a JSON string; control characters were refused above
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}
now=$(date +%s)
jti=${NUVERA_JTI:-$(openssl rand -hex 16)} # fresh for every request: a token is used once
header='{"alg":"RS256","typ":"JWT"}'
claims=$(printf '{"iss":%s,"aud":%s,"sub":%s,"method":%s,"uri":%s,"bodyHash":"%s","iat":%d,"exp":%d,"jti":%s}' \
  "$(json "${NUVERA_ISSUER:-nuvera-api}")" "$(json "${NUVERA_AUDIENCE:-nuvera-rest-api}")" \
  "$(json "${NUVERA_API_KEY_ID:-$api_key}")" "$(json "$method")" "$(json "$sign_target")" \
  "$body_hash" "$now" "$((now + lifetime))" "$(json "$jti")")
signed="$(printf '%s' "$header" | base64url).$(printf '%s' "$claims" | base64url)"
signature=$(printf '%s' "$signed" | openssl dgst -sha256 -sign "$private_key" -binary | base64url) ||
  die 'openssl could not sign: is this a private RSA key?'

# 3. The request. --disable ignores ~/.curlrc (it could switch on tracing), --request-target sends the target as
# it is, --path-as-is and --globoff keep curl from resolving dots and expanding [ ] and { }. Headers with
# secrets come through the standard input of --config. No redirect is followed: the signature would not fit.
arguments=(--disable --silent --show-error --path-as-is --globoff --request-target "$target"
  --output "$work/answer" --write-out '%{http_code}' --config -)
if [ "$method" = HEAD ]; then arguments+=(--head); else arguments+=(--request "$method"); fi
if [ -n "$body_file" ]; then arguments+=(--data-binary "@$work/body"); fi
: > "$work/answer"
status=$({
  printf 'header = "x-api-key: %s"\n' "$api_key"
  printf 'header = "Authorization: Bearer %s.%s"\n' "$signed" "$signature"
  printf 'header = "Accept: application/json"\n'
  printf 'header = "Expect:"\n' # do not wait for permission before a body over 1 MiB
  [ -z "$body_file" ] || printf 'header = "Content-Type: %s"\n' "${content_type//\"/\\\"}"
  [ -z "$idempotency_key" ] || printf 'header = "Idempotency-Key: %s"\n' "$idempotency_key"
} | curl "${arguments[@]}" "$url/")

printf 'HTTP %s\n' "$status" >&2
cat "$work/answer"
[ ! -t 1 ] || printf '\n'
case $status in 2*) ;; *) exit 22 ;; esac
