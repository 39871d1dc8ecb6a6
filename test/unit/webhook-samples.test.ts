/** The samples that partners copy verify what we sign, and stand in the documentation as the page shows them. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { VERIFY_NODE, VERIFY_PYTHON } from "@/lib/client/webhook-samples";
import { EVENT_TYPES } from "@/lib/schemas/event";
import { signWebhook, webhookSecretText } from "@/lib/security/webhook-signature";

const DOCUMENT = readFileSync("docs/site/webhooks.md", "utf8");
const SECRETS = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const;
const BODY = '{"id":"evt_1","event":"webhooks.test","data":{"name":"Zoë – 見本"}}';
const ENVIRONMENT = { NODE_ENV: "test", PATH: "/usr/local/bin:/usr/bin:/bin" } as const;
const NOW = Math.floor(Date.now() / 1000);

const headers = (timestampSeconds = NOW) =>
  signWebhook({ id: "evt_1", timestampSeconds, body: BODY }, SECRETS);

function isOursInPython(secret: Uint8Array, sent: Record<string, string>, body: string): boolean {
  const program = `${VERIFY_PYTHON}
import json, sys
given = json.loads(sys.stdin.read())
print(is_ours(given["headers"], given["body"].encode()))`;
  const out = execFileSync("python3", ["-c", program], {
    input: JSON.stringify({ headers: sent, body }),
    env: { ...ENVIRONMENT, NUVERA_WEBHOOK_SECRET: webhookSecretText(secret), PYTHONUTF8: "1" },
    encoding: "utf8",
  });
  return out.trim() === "True";
}

describe("samples of verifying a webhook", () => {
  it("stand in the documentation", () => {
    expect(DOCUMENT).toContain(`\`\`\`js\n${VERIFY_NODE}\`\`\``);
    expect(DOCUMENT).toContain(`\`\`\`python\n${VERIFY_PYTHON}\`\`\``);
  });

  it("take a delivery with either secret of a rotation, and nothing else, in Python", () => {
    expect(isOursInPython(SECRETS[0], headers(), BODY)).toBe(true);
    expect(isOursInPython(SECRETS[1], headers(), BODY)).toBe(true);
    expect(isOursInPython(Buffer.alloc(32, 3), headers(), BODY)).toBe(false);
    expect(isOursInPython(SECRETS[0], headers(), `${BODY} `)).toBe(false);
    expect(isOursInPython(SECRETS[0], headers(NOW - 400), BODY)).toBe(false);
  });

  it("takes it with the library as the Node.js sample calls it", () => {
    const taken = new Webhook(webhookSecretText(SECRETS[1])).verify(BODY, headers());
    expect(taken).toMatchObject({ event: "webhooks.test" });
  });

  it("computes by hand what was sent", () => {
    const command = /```sh\n(key=[\s\S]*?)```/.exec(DOCUMENT)?.[1] ?? "";
    const signature = execFileSync("sh", ["-c", command.replace("cat body.json", 'printf %s "$BODY"')], {
      env: {
        ...ENVIRONMENT,
        NUVERA_WEBHOOK_SECRET: webhookSecretText(SECRETS[0]),
        WEBHOOK_ID: "evt_1",
        WEBHOOK_TIMESTAMP: String(NOW),
        BODY,
      },
      encoding: "utf8",
    });
    expect(headers()["webhook-signature"].split(" ")[0]).toBe(`v1,${signature.trim()}`);
  });

  it("go with a documentation that names every event", () => {
    const named = [...DOCUMENT.matchAll(/^\| `([a-z_.]+)` \|/gm)].map(([, type]) => type);
    expect(named).toEqual([...EVENT_TYPES]);
  });
});
