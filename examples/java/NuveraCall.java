import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Signs one request and sends it. Java 17 or later, nothing to install.
 *
 * <pre>
 *   export NUVERA_URL=https://api.example.com     # http://127.0.0.1:3000 unless told
 *   export NUVERA_API_KEY=nv_test_...             # the key shown once when the application was made
 *   export NUVERA_PRIVATE_KEY=private-key.pem     # the file with the private signing key (PKCS#8)
 *   java NuveraCall.java GET '/api/v1/customers?limit=5&amp;q=M%C3%BCller'
 *   java NuveraCall.java POST /api/v1/customers customer.json
 *   java NuveraCall.java --upload /api/v1/documents passport.pdf type=PASSPORT
 * </pre>
 *
 * TARGET is path and query exactly as they go over the wire, percent-encoded already. Optional: NUVERA_API_KEY_ID
 * (key_..., keeps the API key out of the token), NUVERA_IDEMPOTENCY_KEY, NUVERA_ALLOW_HTTP=1. The status goes to the
 * standard error. Exit status: 0 for 2xx, 22 for another answer, 2 when nothing was sent.
 */
public final class NuveraCall {
    // docs:sign
    /** The token of one request. Make a new one for every request and for every retry. */
    static String sign(String method, String target, byte[] body, String subject, PrivateKey privateKey)
            throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond(); // whole seconds; milliseconds are refused
        byte[] bodyHash = MessageDigest.getInstance("SHA-256").digest(body); // of the bytes sent; no body: zero bytes
        String claims = "{" + String.join(",",
            "\"iss\":\"nuvera-api\"",
            "\"aud\":\"nuvera-rest-api\"",
            "\"sub\":" + json(subject), // the API key, or better its id key_…: a logged token then holds no secret
            "\"method\":" + json(method), // in upper case
            "\"uri\":" + json(target), // path and query, byte for byte as sent
            "\"bodyHash\":" + json(HexFormat.of().formatHex(bodyHash)),
            "\"iat\":" + now,
            "\"exp\":" + (now + 60), // at most 60 seconds after iat
            "\"jti\":" + json(UUID.randomUUID().toString())) + "}"; // works once
        String signed = base64url(utf8("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")) + "." + base64url(utf8(claims));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(privateKey);
        signature.update(utf8(signed));
        return signed + "." + base64url(signature.sign());
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8); // never the platform's own charset
    }

    static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    // docs:end

    // docs:send
    /**
     * Sends this very target: URI.create takes an encoded text as it is, where the constructors of URI with several
     * parts would encode it again. Follows no redirect. HTTP/1.1 keeps it from offering an upgrade.
     */
    static HttpResponse<byte[]> send(String baseUrl, String method, String target, List<String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(Duration.ofSeconds(10)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + target))
            .headers(headers.toArray(String[]::new)).timeout(Duration.ofSeconds(60))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)).build();
        return client.send(request, BodyHandlers.ofByteArray());
    }
    // docs:end

    // docs:upload
    /** A form as bytes, so that what is hashed is what is sent. Its media type is {@code multipart/form-data; boundary=…}. */
    static byte[] multipart(String boundary, List<String> fields, Path file) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String begin = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
        for (String field : fields) {
            String[] pair = field.split("=", 2);
            body.write(utf8(begin + quoted(pair[0]) + "\"\r\n\r\n" + (pair.length > 1 ? pair[1] : "") + "\r\n"));
        }
        body.write(utf8(begin + "file\"; filename=\"" + quoted(file.getFileName().toString()) + "\"\r\n\r\n"));
        body.write(Files.readAllBytes(file));
        body.write(utf8("\r\n--" + boundary + "--\r\n"));
        return body.toByteArray();
    }

    static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
    // docs:end

    static PrivateKey readPrivateKey(String pem) throws GeneralSecurityException {
        if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
            throw new IllegalArgumentException("the private key must be PKCS#8 PEM, BEGIN PRIVATE KEY");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /** Answers the conformance kit: one JSON object a line comes in, one goes out. Values hold no escape but \n. */
    static void conformance() throws IOException, GeneralSecurityException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            byte[] body = Base64.getDecoder().decode(member(line, "bodyBase64"));
            PrivateKey key = readPrivateKey(member(line, "privateKeyPem").replace("\\n", "\n"));
            String token = sign(member(line, "method"), member(line, "target"), body, member(line, "apiKeyId"), key);
            System.out.println("{\"id\":" + json(member(line, "id")) + ",\"token\":" + json(token) + "}");
            System.out.flush();
        }
    }

    private static String member(String line, String name) {
        String start = '"' + name + "\":\"";
        int from = line.indexOf(start) + start.length();
        return line.substring(from, line.indexOf('"', from));
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    private static void check(boolean isRight, String message) {
        if (!isRight) throw new IllegalArgumentException(message);
    }

    private static int call(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        String baseUrl = environment("NUVERA_URL").isEmpty() ? "http://127.0.0.1:3000" : environment("NUVERA_URL");
        String apiKey = environment("NUVERA_API_KEY");
        String keyFile = environment("NUVERA_PRIVATE_KEY");
        check(!apiKey.isEmpty() && !keyFile.isEmpty(), "NUVERA_API_KEY and NUVERA_PRIVATE_KEY (a file) must be set");
        check(Pattern.compile("^(https:|http://(127\\.|localhost\\b))").matcher(baseUrl).find()
            || environment("NUVERA_ALLOW_HTTP").equals("1"),
            "NUVERA_URL must be https://, or the API key could be read on the way (NUVERA_ALLOW_HTTP=1 allows it)");

        boolean isUpload = arguments.length >= 3 && arguments[0].equals("--upload");
        check(isUpload || ((arguments.length == 2 || arguments.length == 3) && !arguments[0].startsWith("-")),
            "usage: METHOD TARGET [BODY-FILE]  or  --upload TARGET FILE [NAME=VALUE …]");
        String method = isUpload ? "POST" : arguments[0].toUpperCase();
        String target = arguments[1];
        check(target.startsWith("/"), "TARGET begins with /: no scheme, no host");
        String contentType = "application/json";
        byte[] body = null;
        if (isUpload) {
            String boundary = "nuvera-" + UUID.randomUUID();
            body = multipart(boundary, Arrays.asList(arguments).subList(3, arguments.length), Path.of(arguments[2]));
            contentType = "multipart/form-data; boundary=" + boundary;
        } else if (arguments.length == 3) {
            boolean fromStdin = arguments[2].equals("-");
            body = fromStdin ? System.in.readAllBytes() : Files.readAllBytes(Path.of(arguments[2]));
        }

        String subject = environment("NUVERA_API_KEY_ID").isEmpty() ? apiKey : environment("NUVERA_API_KEY_ID");
        byte[] signedBody = body == null ? new byte[0] : body;
        String token = sign(method, target, signedBody, subject, readPrivateKey(Files.readString(Path.of(keyFile))));
        List<String> headers = new ArrayList<>(
            List.of("x-api-key", apiKey, "Authorization", "Bearer " + token, "Accept", "application/json"));
        if (body != null) headers.addAll(List.of("Content-Type", contentType));
        String idempotencyKey = environment("NUVERA_IDEMPOTENCY_KEY");
        if (!idempotencyKey.isEmpty()) headers.addAll(List.of("Idempotency-Key", idempotencyKey));
        HttpResponse<byte[]> answer = send(baseUrl, method, target, headers, body);
        System.err.println("HTTP " + answer.statusCode());
        System.out.write(answer.body());
        System.out.flush();
        return answer.statusCode() >= 200 && answer.statusCode() < 300 ? 0 : 22;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int exitStatus = 0;
        try {
            if (Arrays.equals(arguments, new String[] {"--conformance"})) conformance();
            else exitStatus = call(arguments);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException error) {
            System.err.println("nuvera-call: " + error.getMessage());
            exitStatus = 2;
        }
        System.exit(exitStatus);
    }
}
