import { command } from "@/cli/command";
import { UsageError } from "@/cli/errors";
import { readTextFile } from "@/cli/files";
import { optional, required } from "@/cli/options";
import { sendExactly } from "@/cli/send-exactly";
import { readProcessEnvironment } from "@/lib/env";
import { createRequestToken, importSigningKey, NuveraClientError } from "@/lib/partner-client";
import { parseOrigin } from "@/lib/partner-client/client-options";

export const call = command({
  name: "call",
  summary: "Send one signed request, its method and target byte for byte, and print the answer",
  options: {
    url: required("BASE", toOrigin),
    "api-key": required("K", toHeaderValue),
    "private-key": required("FILE"),
    data: optional("JSON"),
  },
  operands: ["METHOD", "TARGET"],
  run: async ({ url, "api-key": apiKey, "private-key": file, data }, { METHOD: method, TARGET: target }) => {
    const environment = readProcessEnvironment();
    const signer = await importSigningKey(await readTextFile(file, "private-key"));
    const token = await createRequestToken({
      method,
      target,
      body: data,
      apiKey,
      sign: (bytes) => signer.sign(bytes),
      keyFingerprint: signer.fingerprint,
      issuer: environment.NUVERA_TOKEN_ISSUER,
      audience: environment.NUVERA_TOKEN_AUDIENCE,
      nowSeconds: Math.floor(Date.now() / 1000),
    });
    const headers = { accept: "application/json", "x-api-key": apiKey, authorization: `Bearer ${token}` };
    const answer = await sendExactly(url, { method, target, headers, data });
    return {
      json: { status: answer.status, headers: answer.headers, body: parsed(answer) },
      lines: [
        `${answer.status} ${answer.statusText}`.trimEnd(),
        ...(answer.body === "" ? [] : [answer.body]),
      ],
      exitCode: answer.status >= 200 && answer.status <= 299 ? 0 : 1,
    };
  },
});

function toOrigin(text: string): string {
  try {
    // Whoever types the address sees whether it says http; in a test set-up it may well.
    return parseOrigin(text, true);
  } catch (error) {
    if (error instanceof NuveraClientError) {
      throw new UsageError("--url must be an origin such as https://api.example.com, without a path.");
    }
    throw error;
  }
}

/** Anything that a header can carry: how the server takes a malformed key may be what is being tried. */
function toHeaderValue(text: string): string {
  if (!/^[\x21-\x7e]+$/.test(text)) {
    throw new UsageError("--api-key is empty or holds characters that no header can carry.");
  }
  return text;
}

function parsed(answer: { headers: Readonly<Record<string, unknown>>; body: string }): unknown {
  if (!/json/i.test(String(answer.headers["content-type"] ?? ""))) return answer.body;
  try {
    return JSON.parse(answer.body);
  } catch {
    return answer.body;
  }
}
