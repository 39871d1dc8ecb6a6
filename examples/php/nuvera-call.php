#!/usr/bin/env php
<?php
/**
 * Signs one request and sends it. PHP 8.1 or later with its openssl extension, nothing to install.
 *
 *   export NUVERA_URL=https://api.example.com     # http://127.0.0.1:3000 unless told
 *   export NUVERA_API_KEY=nv_test_...             # the key shown once when the application was made
 *   export NUVERA_PRIVATE_KEY=private-key.pem     # the file with the private signing key
 *   php nuvera-call.php GET '/api/v1/customers?limit=5&q=M%C3%BCller'
 *   php nuvera-call.php POST /api/v1/customers customer.json
 *   php nuvera-call.php --upload /api/v1/documents passport.pdf type=PASSPORT
 *
 * TARGET is path and query exactly as they go over the wire, percent-encoded already. Optional: NUVERA_API_KEY_ID
 * (key_..., keeps the API key out of the token), NUVERA_IDEMPOTENCY_KEY, NUVERA_ALLOW_HTTP=1.
 * The status goes to the standard error. Exit status: 0 for 2xx, 22 for another answer, 2 when nothing was sent.
 */

declare(strict_types=1);

// docs:sign
function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

/** The token of one request. Make a new one for every request and for every retry. */
function sign(string $method, string $target, string $body, string $subject, OpenSSLAsymmetricKey $privateKey): string
{
    $now = time(); // whole seconds; milliseconds are refused
    $claims = [
        'iss' => 'nuvera-api',
        'aud' => 'nuvera-rest-api',
        'sub' => $subject, // the API key, or better its id key_…: then a logged token holds nothing secret
        'method' => $method, // in upper case
        'uri' => $target, // path and query, byte for byte as sent
        'bodyHash' => hash('sha256', $body), // of the bytes sent; without a body, of zero bytes
        'iat' => $now,
        'exp' => $now + 60, // at most 60 seconds after iat
        'jti' => bin2hex(random_bytes(16)), // works once
    ];
    $encode = fn (array $part) => base64url(json_encode($part, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES));
    $signed = $encode(['alg' => 'RS256', 'typ' => 'JWT']) . '.' . $encode($claims);
    if (!openssl_sign($signed, $signature, $privateKey, OPENSSL_ALGO_SHA256)) {
        throw new RuntimeException('openssl could not sign');
    }
    return $signed . '.' . base64url($signature);
}
// docs:end

// docs:send
/**
 * Sends this very target, which PHP's own http:// streams leave as it is. With the curl extension, set the target by
 * CURLOPT_REQUEST_TARGET. Follows no redirect, since the signature would not fit. Gives back status and body.
 */
function send(string $baseUrl, string $method, string $target, array $headers, ?string $body): array
{
    $options = [
        'method' => $method,
        'header' => array_map(fn ($name, $value) => "$name: $value", array_keys($headers), $headers),
        'follow_location' => 0,
        'ignore_errors' => true, // a refusal is an answer to read
        'protocol_version' => 1.1,
        'timeout' => 60,
    ];
    if ($body !== null) {
        $options['content'] = $body;
    }
    $answer = file_get_contents($baseUrl . $target, false, stream_context_create(['http' => $options]));
    return [(int) explode(' ', $http_response_header[0])[1], $answer];
}
// docs:end

// docs:upload
/** A form as one string, so that what is hashed is what is sent. Gives back the body and its media type. */
function multipart(array $fields, string $fileName, string $content): array
{
    $boundary = 'nuvera-' . bin2hex(random_bytes(16));
    $quoted = fn (string $text) => '"' . strtr($text, ['"' => '%22', "\r" => '%0D', "\n" => '%0A']) . '"';
    $part = fn (string $disposition) => "--$boundary\r\nContent-Disposition: form-data; $disposition\r\n\r\n";
    $body = '';
    foreach ($fields as $name => $value) {
        $body .= $part('name=' . $quoted($name)) . "$value\r\n";
    }
    $body .= $part('name="file"; filename=' . $quoted($fileName)) . "$content\r\n--$boundary--\r\n";
    return [$body, "multipart/form-data; boundary=$boundary"];
}
// docs:end

function readPrivateKey(string $pem): OpenSSLAsymmetricKey
{
    return openssl_pkey_get_private($pem) ?: throw new RuntimeException('the private key cannot be read');
}

/** Answers the conformance kit: one JSON object a line comes in, one goes out. */
function conformance(): void
{
    while (($line = fgets(STDIN)) !== false) {
        $ask = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
        $body = base64_decode($ask['bodyBase64']);
        $key = readPrivateKey($ask['privateKeyPem']);
        $token = sign($ask['method'], $ask['target'], $body, $ask['apiKeyId'], $key);
        echo json_encode(['id' => $ask['id'], 'token' => $token]), "\n";
        flush();
    }
}

/** Method, target, media type and body from the command line. */
function readRequest(array $arguments): array
{
    $count = count($arguments);
    if ($count >= 3 && $arguments[0] === '--upload') {
        $fields = [];
        foreach (array_slice($arguments, 3) as $argument) {
            [$name, $value] = explode('=', "$argument=", 2);
            $fields[$name] = substr($value, 0, -1);
        }
        [$body, $contentType] = multipart($fields, basename($arguments[2]), file_get_contents($arguments[2]));
        return ['POST', $arguments[1], $contentType, $body];
    }
    if ($count < 2 || $count > 3 || str_starts_with($arguments[0], '-')) {
        throw new RuntimeException('usage: METHOD TARGET [BODY-FILE]  or  --upload TARGET FILE [NAME=VALUE …]');
    }
    $body = null;
    if ($count === 3) {
        $body = file_get_contents($arguments[2] === '-' ? 'php://stdin' : $arguments[2]);
    }
    return [strtoupper($arguments[0]), $arguments[1], 'application/json', $body];
}

function call(array $arguments): int
{
    $baseUrl = rtrim(getenv('NUVERA_URL') ?: 'http://127.0.0.1:3000', '/');
    $apiKey = getenv('NUVERA_API_KEY');
    $keyFile = getenv('NUVERA_PRIVATE_KEY');
    if (!preg_match('/^nv_(test|live)_[0-9A-Za-z]{49}$/D', $apiKey ?: '') || !$keyFile) {
        throw new RuntimeException('NUVERA_API_KEY (nv_...) and NUVERA_PRIVATE_KEY (a file) must be set');
    }
    if (!preg_match('~^(https:|http://(127\.|localhost\b))~', $baseUrl) && getenv('NUVERA_ALLOW_HTTP') !== '1') {
        throw new RuntimeException(
            'NUVERA_URL must be https://, or the API key could be read on the way (NUVERA_ALLOW_HTTP=1 allows it)'
        );
    }
    [$method, $target, $contentType, $body] = readRequest($arguments);
    if (!str_starts_with($target, '/')) {
        throw new RuntimeException('TARGET begins with /: no scheme, no host');
    }
    $privateKey = readPrivateKey(file_get_contents($keyFile));
    $token = sign($method, $target, $body ?? '', getenv('NUVERA_API_KEY_ID') ?: $apiKey, $privateKey);
    $headers = ['x-api-key' => $apiKey, 'Authorization' => "Bearer $token", 'Accept' => 'application/json'];
    if ($body !== null) {
        $headers['Content-Type'] = $contentType;
    }
    if (getenv('NUVERA_IDEMPOTENCY_KEY')) {
        $headers['Idempotency-Key'] = getenv('NUVERA_IDEMPOTENCY_KEY');
    }
    [$status, $answer] = send($baseUrl, $method, $target, $headers, $body);
    fwrite(STDERR, "HTTP $status\n");
    echo $answer;
    return $status >= 200 && $status < 300 ? 0 : 22;
}

set_error_handler(fn (int $level, string $message) => throw new RuntimeException($message)); // warnings become errors
try {
    $arguments = array_slice($argv, 1);
    exit($arguments === ['--conformance'] ? conformance() ?? 0 : call($arguments));
} catch (Exception $error) {
    fwrite(STDERR, "nuvera-call: {$error->getMessage()}\n");
    exit(2);
}
