/** The request for Go 1.18 or later with its standard library. Pure. */
import { fixedClaims, type SnippetRequest } from "@/lib/client/console/snippets/snippet";

export function goSnippet(request: SnippetRequest): string {
  const { baseUrl, method, target, body, form, idempotencyKey } = request;
  const { iss, aud } = fixedClaims(request);
  const imports = [
    ...["bytes", "crypto", "crypto/rand", "crypto/rsa", "crypto/sha256", "crypto/x509", "encoding/base64"],
    ...["encoding/hex", "encoding/json", "encoding/pem", "fmt", "io"],
    ...(form === null ? [] : ["mime/multipart"]),
    ...["net/http", "os"],
    ...(form === null ? [] : ["path/filepath"]),
    "time",
  ];
  const contentType =
    body !== null ? '"application/json"' : form !== null ? "form.FormDataContentType()" : null;
  const ownHeaders = [
    ...(contentType === null ? [] : [`	call.Header.Set("Content-Type", ${contentType})\n`]),
    ...(idempotencyKey === "" ? [] : [`	call.Header.Set("Idempotency-Key", ${literal(idempotencyKey)})\n`]),
  ];
  return `// Save as call.go; go run call.go. Go 1.18 or later, nothing to install.
package main

import (
${imports.map((name) => `	"${name}"`).join("\n")}
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

func main() {
	apiKey := os.Getenv("NUVERA_API_KEY")
	block, _ := pem.Decode(must(os.ReadFile(os.Getenv("NUVERA_PRIVATE_KEY"))))
	if block == nil {
		panic("NUVERA_PRIVATE_KEY names no PEM file")
	}
	privateKey := must(x509.ParsePKCS8PrivateKey(block.Bytes)).(*rsa.PrivateKey)
	target := ${literal(target)}
${bodyOf(request)}
	hash := sha256.Sum256(body)
	id := make([]byte, 16)
	must(rand.Read(id))
	now := time.Now().Unix()
	claims := must(json.Marshal(map[string]any{
		"iss": ${literal(iss)}, "aud": ${literal(aud)}, "sub": apiKey,
		"method": ${literal(method)}, "uri": target, "bodyHash": hex.EncodeToString(hash[:]),
		"iat": now, "exp": now + 30, "jti": hex.EncodeToString(id),
	}))
	base64url := base64.RawURLEncoding.EncodeToString
	signed := base64url([]byte(\`{"alg":"RS256","typ":"JWT"}\`)) + "." + base64url(claims)
	digest := sha256.Sum256([]byte(signed))
	signature := must(rsa.SignPKCS1v15(rand.Reader, privateKey, crypto.SHA256, digest[:]))

	call := must(http.NewRequest(${literal(method)}, ${literal(baseUrl)}, bytes.NewReader(body)))
	call.URL.Opaque = target // byte for byte as signed
	call.Header.Set("x-api-key", apiKey)
	call.Header.Set("Authorization", "Bearer "+signed+"."+base64url(signature))
${ownHeaders.join("")}	answer := must(http.DefaultClient.Do(call))
	defer answer.Body.Close()
	fmt.Fprintln(os.Stderr, "HTTP", answer.StatusCode)
	must(io.Copy(os.Stdout, answer.Body))
}
`;
}

function bodyOf({ body, form }: SnippetRequest): string {
  if (form === null) return `	body := []byte(${literal(body ?? "")})`;
  const texts = Object.entries(form).map(
    ([name, value]) => `	if err := form.WriteField(${literal(name)}, ${literal(value)}); err != nil {
		panic(err)
	}`,
  );
  return [
    '	file := os.Getenv("NUVERA_FILE")',
    "	var written bytes.Buffer",
    "	form := multipart.NewWriter(&written)",
    ...texts,
    '	part := must(form.CreateFormFile("file", filepath.Base(file)))',
    "	must(part.Write(must(os.ReadFile(file))))",
    "	form.Close()",
    "	body := written.Bytes()",
  ].join("\n");
}

/** A string literal: Go reads every escape that JSON.stringify writes, but for lone surrogates, which are no text. */
function literal(text: string): string {
  return JSON.stringify(text);
}
