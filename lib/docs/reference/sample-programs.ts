/**
 * A call as part of a program. Python, Go, Java and PHP use the functions `sign` and `send` of `examples/`, Node.js the
 * partner client. Pure.
 */
import type { SampleLanguage } from "@/lib/docs/languages";

/** The package that `lib/partner-client` is published as. */
export const PARTNER_CLIENT_PACKAGE = "@nuvera/partner-client";

export type SampleCall = {
  /** The operation's id, which is an identifier in every language. */
  name: string;
  method: string;
  target: string;
  baseUrl: string;
  /** JSON, indented; `null` without a body. */
  body: string | null;
  /** Text fields of a form, beside its file; `null` where it is none. */
  form: Readonly<Record<string, string>> | null;
  takesIdempotencyKey: boolean;
  answersFile: boolean;
};

export const UPLOADED_FILE = "certificate.pdf";
export const IDEMPOTENCY_KEY = "order-4711";

/** The shell has no program of its own: it calls one. */
export const PROGRAM_WRITERS: Readonly<Partial<Record<SampleLanguage, (call: SampleCall) => string>>> = {
  node,
  python,
  go,
  java,
  php,
};

function indented(text: string, spaces: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}

function ownHeaders({ body, takesIdempotencyKey }: SampleCall): readonly (readonly [string, string])[] {
  return [
    ...(body === null ? [] : ([["Content-Type", "application/json"]] as const)),
    ...(takesIdempotencyKey ? ([["Idempotency-Key", IDEMPOTENCY_KEY]] as const) : []),
  ];
}

function node(call: SampleCall): string {
  const options = nodeOptions(call);
  const given = options.length === 0 ? "" : `, {\n${options.map((option) => `  ${option},\n`).join("")}}`;
  const request = `"${call.method}", "${call.target}"${given}`;
  const answer = call.answersFile
    ? `const response = await client.send(${request});\nwriteFileSync("document.pdf", Buffer.from(await response.arrayBuffer()));`
    : `const answer = await client.request(${request});`;
  return `import { readFileSync${call.answersFile ? ", writeFileSync" : ""} } from "node:fs";
import { createNuveraClient } from "${PARTNER_CLIENT_PACKAGE}";

const client = createNuveraClient({
  baseUrl: "${call.baseUrl}",
  apiKey: process.env.NUVERA_API_KEY,
  privateKeyPem: readFileSync(process.env.NUVERA_PRIVATE_KEY, "utf8"),
});

${answer}`;
}

function nodeOptions({ body, form, takesIdempotencyKey }: SampleCall): string[] {
  const file = `file: { data: readFileSync("${UPLOADED_FILE}"), filename: "${UPLOADED_FILE}" },`;
  const texts = Object.entries(form ?? {}).map(([name, value]) => `${name}: "${value}",`);
  return [
    ...(body === null ? [] : [`json: ${indented(withBareNames(body), 2)}`]),
    ...(form === null ? [] : [`multipart: {\n    ${[file, ...texts].join("\n    ")}\n  }`]),
    ...(takesIdempotencyKey ? [`idempotencyKey: "${IDEMPOTENCY_KEY}"`] : []),
  ];
}

/** JSON as an object literal is written by people. */
function withBareNames(json: string): string {
  return json.replace(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
}

function python(call: SampleCall): string {
  const body = call.body === null ? 'b""' : `r"""${call.body}""".encode()`;
  const headers = ownHeaders(call).map(([name, value]) => `    "${name}": "${value}",\n`);
  return `import os

from nuvera_call import send, sign

api_key = os.environ["NUVERA_API_KEY"]
target = "${call.target}"
body = ${body}
token = sign("${call.method}", target, body, subject=api_key, private_key_file=os.environ["NUVERA_PRIVATE_KEY"])
headers = {
    "x-api-key": api_key,
    "Authorization": f"Bearer {token}",
${headers.join("")}}
status, answer = send("${call.baseUrl}", "${call.method}", target, headers, body)`;
}

function go(call: SampleCall): string {
  const body = call.body === null ? "[]byte{}" : `[]byte(\`${call.body}\`)`;
  const headers = [
    ["x-api-key", "apiKey"],
    ["Authorization", '"Bearer " + token'],
    ...ownHeaders(call).map(([name, value]) => [name, `"${value}"`] as const),
  ] as const;
  // As gofmt has them: values below each other.
  const width = Math.max(...headers.map(([name]) => name.length)) + 4;
  const lines = headers.map(([name, value]) => `\t\t${`"${name}":`.padEnd(width)}${value},\n`);
  return `// sign, send and parsePrivateKey are those of nuvera_call.go.
func ${call.name}() (status int, answer []byte, err error) {
	pemText, err := os.ReadFile(os.Getenv("NUVERA_PRIVATE_KEY"))
	if err != nil {
		return 0, nil, err
	}
	privateKey, err := parsePrivateKey(pemText)
	if err != nil {
		return 0, nil, err
	}
	apiKey := os.Getenv("NUVERA_API_KEY")
	target := "${call.target}"
	body := ${body}
	token, err := sign("${call.method}", target, body, apiKey, privateKey)
	if err != nil {
		return 0, nil, err
	}
	return send("${call.baseUrl}", "${call.method}", target, map[string]string{
${lines.join("")}	}, body)
}`;
}

function java(call: SampleCall): string {
  const text = call.body === null ? "" : indented(call.body.replaceAll("\\", "\\\\"), 4);
  const body = call.body === null ? "new byte[0]" : `utf8("""\n    ${text}""")`;
  const headers = ownHeaders(call).map(([name, value]) => `,\n    "${name}", "${value}"`);
  return `// sign, send, utf8 and readPrivateKey are those of NuveraCall.java.
String apiKey = System.getenv("NUVERA_API_KEY");
PrivateKey privateKey = readPrivateKey(Files.readString(Path.of(System.getenv("NUVERA_PRIVATE_KEY"))));
String target = "${call.target}";
byte[] body = ${body};
String token = sign("${call.method}", target, body, apiKey, privateKey);
List<String> headers = List.of(
    "x-api-key", apiKey,
    "Authorization", "Bearer " + token${headers.join("")});
HttpResponse<byte[]> answer = send("${call.baseUrl}", "${call.method}", target, headers, ${call.body === null ? "null" : "body"});`;
}

function php(call: SampleCall): string {
  const body = call.body === null ? "''" : `<<<'JSON'\n${call.body}\nJSON`;
  const headers = ownHeaders(call).map(([name, value]) => `    '${name}' => '${value}',\n`);
  return `// sign, send and readPrivateKey are those of nuvera-call.php.
$apiKey = getenv('NUVERA_API_KEY');
$privateKey = readPrivateKey(file_get_contents(getenv('NUVERA_PRIVATE_KEY')));
$target = '${call.target}';
$body = ${body};
$token = sign('${call.method}', $target, $body, $apiKey, $privateKey);
[$status, $answer] = send('${call.baseUrl}', '${call.method}', $target, [
    'x-api-key' => $apiKey,
    'Authorization' => "Bearer $token",
${headers.join("")}], ${call.body === null ? "null" : "$body"});`;
}
