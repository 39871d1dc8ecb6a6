// Signs one request and sends it. Go 1.19 or later, standard library only: go run nuvera_call.go …
//
//	export NUVERA_URL=https://api.example.com     # http://127.0.0.1:3000 unless told
//	export NUVERA_API_KEY=nv_test_...             # the key shown once when the application was made
//	export NUVERA_PRIVATE_KEY=private-key.pem     # the file with the private signing key (PKCS#8)
//	go run nuvera_call.go GET '/api/v1/customers?limit=5&q=M%C3%BCller'
//	go run nuvera_call.go POST /api/v1/customers customer.json
//	go run nuvera_call.go --upload /api/v1/documents passport.pdf type=PASSPORT
//
// TARGET is path and query exactly as they go over the wire, percent-encoded already. Optional: NUVERA_API_KEY_ID
// (key_..., keeps the API key out of the token), NUVERA_IDEMPOTENCY_KEY, NUVERA_ALLOW_HTTP=1.
// The status goes to the standard error. Exit status: 0 for 2xx, 22 for another answer, 2 when nothing was sent.
package main

import (
	"bufio"
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// docs:sign

// sign makes the token of one request. Make a new one for every request and for every retry.
func sign(method, target string, body []byte, subject string, privateKey *rsa.PrivateKey) (string, error) {
	now := time.Now().Unix() // whole seconds; milliseconds are refused
	bodyHash := sha256.Sum256(body)
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return "", err
	}
	claims, err := json.Marshal(map[string]any{
		"iss":      "nuvera-api",
		"aud":      "nuvera-rest-api",
		"sub":      subject,                         // the API key, or better its id key_…: then a logged token holds nothing secret
		"method":   method,                          // in upper case
		"uri":      target,                          // path and query, byte for byte as sent
		"bodyHash": hex.EncodeToString(bodyHash[:]), // of the bytes sent; without a body, of zero bytes
		"iat":      now,
		"exp":      now + 60,               // at most 60 seconds after iat
		"jti":      hex.EncodeToString(id), // works once
	})
	if err != nil {
		return "", err
	}
	base64url := base64.RawURLEncoding.EncodeToString // Raw: without padding
	signed := base64url([]byte(`{"alg":"RS256","typ":"JWT"}`)) + "." + base64url(claims)
	digest := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, privateKey, crypto.SHA256, digest[:])
	return signed + "." + base64url(signature), err
}

// docs:end

// docs:send

// send sends this very target: as URL.Opaque it goes out byte for byte, as URL.Path it would be encoded again.
func send(baseURL, method, target string, headers map[string]string, body []byte) (int, []byte, error) {
	request, err := http.NewRequest(method, baseURL, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	request.URL.Opaque = target
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	client := &http.Client{
		Timeout: 60 * time.Second,
		// A redirected request would need another signature.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	return response.StatusCode, answer, err
}

// docs:end

// docs:upload

// form writes a form into memory, so that what is hashed is what is sent. It gives back the body and its media type.
func form(fields []string, fileName string, content []byte) ([]byte, string, error) {
	var body bytes.Buffer
	writer := multipart.NewWriter(&body)
	for _, field := range fields {
		name, value, _ := strings.Cut(field, "=")
		if err := writer.WriteField(name, value); err != nil {
			return nil, "", err
		}
	}
	part, err := writer.CreateFormFile("file", fileName)
	if err != nil {
		return nil, "", err
	}
	if _, err := part.Write(content); err != nil {
		return nil, "", err
	}
	err = writer.Close()
	return body.Bytes(), writer.FormDataContentType(), err
}

// docs:end

func parsePrivateKey(text []byte) (*rsa.PrivateKey, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "PRIVATE KEY" {
		return nil, errors.New("the private key must be PKCS#8 PEM, BEGIN PRIVATE KEY (openssl pkcs8 -topk8 -nocrypt converts)")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, errors.New("the private key cannot be read")
	}
	key, ok := parsed.(*rsa.PrivateKey)
	if !ok {
		return nil, errors.New("the private key is not an RSA key")
	}
	return key, nil
}

// conformance answers the conformance kit: one JSON object a line comes in, one goes out.
func conformance() error {
	input := bufio.NewReader(os.Stdin)
	for {
		line, err := input.ReadBytes('\n')
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		var ask struct {
			ID, Method, Target, APIKeyID, PrivateKeyPem string
			BodyBase64                                  []byte
		}
		if err := json.Unmarshal(line, &ask); err != nil {
			return err
		}
		key, err := parsePrivateKey([]byte(ask.PrivateKeyPem))
		if err != nil {
			return err
		}
		token, err := sign(ask.Method, ask.Target, ask.BodyBase64, ask.APIKeyID, key)
		if err != nil {
			return err
		}
		if err := json.NewEncoder(os.Stdout).Encode(map[string]string{"id": ask.ID, "token": token}); err != nil {
			return err
		}
	}
}

// readRequest reads method, target, media type and body from the command line.
func readRequest(arguments []string) (method, target, contentType string, body []byte, err error) {
	count := len(arguments)
	if count >= 3 && arguments[0] == "--upload" {
		content, err := os.ReadFile(arguments[2])
		if err != nil {
			return "", "", "", nil, err
		}
		body, contentType, err = form(arguments[3:], filepath.Base(arguments[2]), content)
		return "POST", arguments[1], contentType, body, err
	}
	if count < 2 || count > 3 || strings.HasPrefix(arguments[0], "-") {
		return "", "", "", nil, errors.New("usage: METHOD TARGET [BODY-FILE]  or  --upload TARGET FILE [NAME=VALUE …]")
	}
	if count == 3 && arguments[2] == "-" {
		body, err = io.ReadAll(os.Stdin)
	} else if count == 3 {
		body, err = os.ReadFile(arguments[2])
	}
	if count == 3 {
		contentType = "application/json"
	}
	return strings.ToUpper(arguments[0]), arguments[1], contentType, body, err
}

func call(arguments []string) (status int, answer []byte, err error) {
	baseURL, apiKey := os.Getenv("NUVERA_URL"), os.Getenv("NUVERA_API_KEY")
	if baseURL == "" {
		baseURL = "http://127.0.0.1:3000"
	}
	isSafe := regexp.MustCompile(`^(https:|http://(127\.|localhost\b))`).MatchString(baseURL)
	if !isSafe && os.Getenv("NUVERA_ALLOW_HTTP") != "1" {
		return 0, nil, errors.New("NUVERA_URL must be https://, or the API key could be read on the way (NUVERA_ALLOW_HTTP=1 allows it)")
	}
	pemText, err := os.ReadFile(os.Getenv("NUVERA_PRIVATE_KEY"))
	if err != nil || apiKey == "" {
		return 0, nil, errors.New("NUVERA_API_KEY and NUVERA_PRIVATE_KEY (a file) must be set")
	}
	key, err := parsePrivateKey(pemText)
	if err != nil {
		return 0, nil, err
	}
	method, target, contentType, body, err := readRequest(arguments)
	if err != nil {
		return 0, nil, err
	}
	if !strings.HasPrefix(target, "/") {
		return 0, nil, errors.New("TARGET begins with /: no scheme, no host")
	}
	subject := os.Getenv("NUVERA_API_KEY_ID")
	if subject == "" {
		subject = apiKey
	}
	token, err := sign(method, target, body, subject, key)
	if err != nil {
		return 0, nil, err
	}
	headers := map[string]string{"x-api-key": apiKey, "Authorization": "Bearer " + token, "Accept": "application/json"}
	if contentType != "" {
		headers["Content-Type"] = contentType
	}
	if idempotencyKey := os.Getenv("NUVERA_IDEMPOTENCY_KEY"); idempotencyKey != "" {
		headers["Idempotency-Key"] = idempotencyKey
	}
	return send(baseURL, method, target, headers, body)
}

func main() {
	fail := func(err error) {
		fmt.Fprintln(os.Stderr, "nuvera_call:", err)
		os.Exit(2)
	}
	arguments := os.Args[1:]
	if len(arguments) == 1 && arguments[0] == "--conformance" {
		if err := conformance(); err != nil {
			fail(err)
		}
		return
	}
	status, answer, err := call(arguments)
	if err != nil {
		fail(err)
	}
	fmt.Fprintln(os.Stderr, "HTTP", status)
	os.Stdout.Write(answer)
	if status < 200 || status > 299 {
		os.Exit(22)
	}
}
