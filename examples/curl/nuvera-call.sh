#!/usr/bin/env bash
set +x # even `bash -x nuvera-call.sh` must not print the key
set -euo pipefail

# Signs one request and sends it. Needs bash, curl 7.55 or later, and openssl; nothing of ours.
#
#   export NUVERA_URL=https://api.example.com    http://127.0.0.1:3000 unless told
#   export NUVERA_API_KEY=nv_test_…              the key shown once when the application was made
#   export NUVERA_PRIVATE_KEY=private-key.pem    the file with the private signing key
#   ./nuvera-call.sh GET  '/api/v1/customers?limit=5&q=M%C3%BCller%20%26%20Co'
#   ./nuvera-call.sh POST /api/v1/customers customer.json
#   ./nuvera-call.sh --upload /api/v1/documents passport.pdf type=PASSPORT
#
# TARGET is the path and query exactly as they go over the wire, percent-encoded already: the signature covers
# it byte for byte. Quote it, or the shell takes `&` and `?` for itself. BODY-FILE `-` is the standard input.
# The status goes to the standard error, the body of the answer to the standard output.
# Exit status: 0 for 2xx, 22 for any other answer, 2 when nothing was sent, else curl's own.
#
# Also read from the environment:
#   NUVERA_API_KEY_ID     key_…: becomes the token's `sub`, so that the token holds nothing secret
#   NUVERA_CONTENT_TYPE   of BODY-FILE (application/json)
#   NUVERA_IDEMPOTENCY_KEY  sent as Idempotency-Key
#   NUVERA_ISSUER, NUVERA_AUDIENCE  where the deployment changed them
#   NUVERA_ALLOW_HTTP=1   allows http:// to other machines; the API key is readable on the way
#
# To see how the API refuses, sign something else than is sent:
#   NUVERA_SIGN_TARGET='/api/v1/customers'  sign this target, send TARGET   -> uri_mismatch
#   NUVERA_SIGN_BODY=other.json             sign this file, send BODY-FILE  -> body_hash_mismatch
#   NUVERA_LIFETIME=120                     seconds from `iat` to `exp`     -> lifetime_too_long (60 at most)
#   NUVERA_LIFETIME=-5                                                      -> claim_invalid
#   NUVERA_JTI=used-twice-1                 send the same id again          -> token_replayed

die() { printf 'nuvera-call: %s\n' "$1" >&2; exit 2; }

json() { # a JSON string; control characters were refused before
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# docs:sign
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# sign METHOD TARGET BODY_FILE writes the token of one request. Make a new one for every request and every retry.
# $subject is the API key, or better its id key_…: then a logged token holds nothing secret.
sign() {
  local header claims now body_hash jti signed
  header='{"alg":"RS256","typ":"JWT"}'
  now=$(date +%s)                                                # whole seconds; milliseconds are refused
  body_hash=$(openssl dgst -sha256 -r < "$3" | cut -d ' ' -f 1)  # of the bytes sent; without a body, of zero bytes
  jti=${NUVERA_JTI:-$(openssl rand -hex 16)}                     # works once
  claims=$(printf '{"iss":%s,"aud":%s,"sub":%s,"method":%s,"uri":%s,"bodyHash":"%s","iat":%d,"exp":%d,"jti":%s}' \
    "$(json "${NUVERA_ISSUER:-nuvera-api}")" "$(json "${NUVERA_AUDIENCE:-nuvera-rest-api}")" \
    "$(json "$subject")" "$(json "$1")" "$(json "$2")" \
    "$body_hash" "$now" "$((now + ${NUVERA_LIFETIME:-60}))" "$(json "$jti")")
  signed="$(printf '%s' "$header" | base64url).$(printf '%s' "$claims" | base64url)"
  printf '%s.' "$signed"
  printf '%s' "$signed" | openssl dgst -sha256 -sign "$private_key" -binary | base64url
}
# docs:end

# docs:send
# send METHOD TARGET CONTENT_TYPE BODY_FILE TOKEN writes the answer's status; its body goes to $work/answer.
# --disable ignores ~/.curlrc (it could switch on tracing), --request-target sends the target as it is, --path-as-is
# and --globoff keep curl from resolving dots and expanding [ ] and { }. Headers with secrets come through the
# standard input of --config, since `ps` shows arguments. No redirect is followed: the signature would not fit.
send() {
  local options=(--disable --silent --show-error --path-as-is --globoff --request-target "$2"
    --output "$work/answer" --write-out '%{http_code}' --config -)
  if [ "$1" = HEAD ]; then options+=(--head); else options+=(--request "$1"); fi
  if [ -n "$3" ]; then options+=(--data-binary "@$4"); fi
  {
    printf 'header = "x-api-key: %s"\nheader = "Authorization: Bearer %s"\n' "$api_key" "$5"
    printf 'header = "Accept: application/json"\n'
    printf 'header = "Expect:"\n' # do not wait for permission before a body over 1 MiB
    [ -z "$3" ] || printf 'header = "Content-Type: %s"\n' "${3//\"/\\\"}"
    [ -z "$idempotency_key" ] || printf 'header = "Idempotency-Key: %s"\n' "$idempotency_key"
  } | curl "${options[@]}" "$url/"
}
# docs:end

# docs:upload
# multipart BOUNDARY FILE [NAME=VALUE…] writes a form: it is made first, then hashed, then sent unchanged.
multipart() {
  local boundary=$1 file=$2 field name
  shift 2
  for field in "$@"; do
    printf -- '--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' "$boundary" "${field%%=*}" "${field#*=}"
  done
  name=$(basename -- "$file" | tr -d '\r\n')
  printf -- '--%s\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n' "$boundary" "${name//\"/%22}"
  cat -- "$file"
  printf -- '\r\n--%s--\r\n' "$boundary"
}
# docs:end

# Answers the conformance kit: one JSON object a line comes in, one goes out. Its values hold no escapes but \n.
conformance() {
  local line subject private_key
  field() { [[ $line =~ \"$1\":\"([^\"]*)\" ]] && printf '%s' "${BASH_REMATCH[1]}"; }
  while IFS= read -r line; do
    subject=$(field apiKeyId) private_key=$(field privateKeyFile)
    printf '{"id":"%s","token":"%s"}\n' "$(field id)" \
      "$(sign "$(field method)" "$(field target)" "$(field bodyFile)")"
  done
}
if [ "${1-}" = --conformance ]; then conformance; exit; fi

url=${NUVERA_URL:-http://127.0.0.1:3000}
url=${url%/}
# The key stays in a shell variable: not exported to curl and openssl, never an argument (`ps` shows those).
api_key=${NUVERA_API_KEY:?is not set}
unset NUVERA_API_KEY
private_key=${NUVERA_PRIVATE_KEY:?is not set: the file with the private signing key}
subject=${NUVERA_API_KEY_ID:-$api_key}
content_type=${NUVERA_CONTENT_TYPE:-application/json}
idempotency_key=${NUVERA_IDEMPOTENCY_KEY:-}
sign_body=${NUVERA_SIGN_BODY:-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 700 "$work"

# The body: one private copy is hashed and sent, so that both are the same bytes whatever happens to the file.
if [ "${1-}" = --upload ] && [ $# -ge 3 ]; then
  method=POST target=$2 boundary=nuvera-$(openssl rand -hex 16)
  content_type="multipart/form-data; boundary=$boundary"
  multipart "$boundary" "${@:3}" > "$work/body"
elif [ $# -eq 2 ] || [ $# -eq 3 ]; then
  method=$(printf '%s' "$1" | tr '[:lower:]' '[:upper:]') target=$2
  [ $# -eq 3 ] || content_type=''
  case ${3-} in '') : ;; -) cat ;; *) cat -- "$3" ;; esac > "$work/body"
else
  die 'usage: nuvera-call.sh METHOD TARGET [BODY-FILE]  or  --upload TARGET FILE [NAME=VALUE …]'
fi

[ -r "$private_key" ] || die 'the file named by NUVERA_PRIVATE_KEY cannot be read'
[ -z "$sign_body" ] || [ -r "$sign_body" ] || die 'the file named by NUVERA_SIGN_BODY cannot be read'
[[ $api_key =~ ^nv_(test|live)_[0-9A-Za-z]{49}$ ]] || die 'NUVERA_API_KEY does not have the form of an API key'
[[ $method =~ ^[A-Z]+$ ]] || die 'METHOD is a word such as GET'
[[ $target == /* ]] || die 'TARGET begins with /; no scheme, no host'
[[ $target != *[[:cntrl:][:space:]]* ]] || die 'TARGET holds a space or control character; percent-encode it'
[[ ${NUVERA_LIFETIME:-60} =~ ^-?[0-9]+$ ]] || die 'NUVERA_LIFETIME is a number of seconds'
[[ $content_type != *[[:cntrl:]\\]* ]] || die 'NUVERA_CONTENT_TYPE is malformed'
[[ $idempotency_key != *[[:cntrl:]\"\\]* ]] || die 'NUVERA_IDEMPOTENCY_KEY is malformed'
[[ $url =~ ^https?://[^/?#@[:space:]]+$ ]] || die 'NUVERA_URL is an origin, such as https://api.example.com'
loopback='^http://(localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]+)?$'
[[ $url == https://* || $url =~ $loopback || ${NUVERA_ALLOW_HTTP:-} == 1 ]] ||
  die 'use https://, or set NUVERA_ALLOW_HTTP=1 (the API key is then readable on the way)'

token=$(sign "$method" "${NUVERA_SIGN_TARGET:-$target}" "${sign_body:-$work/body}") ||
  die 'openssl could not sign: is this a private RSA key?'
: > "$work/answer"
status=$(send "$method" "$target" "$content_type" "$work/body" "$token")
printf 'HTTP %s\n' "$status" >&2
cat "$work/answer"
[ ! -t 1 ] || printf '\n'
case $status in 2*) ;; *) exit 22 ;; esac
