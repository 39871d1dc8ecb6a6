/** What the console copies, run as it is pasted: each language signs the very same request, and the API accepts it. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SNIPPET_LANGUAGES, type SnippetLanguage, type SnippetRequest } from "@/lib/client/console/snippets";
import { makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const RUN: Readonly<Record<SnippetLanguage, { file: string; command: string[]; tools: string[] }>> = {
  shell: { file: "call.sh", command: ["bash"], tools: ["bash", "curl", "openssl"] },
  node: { file: "call.mjs", command: [process.execPath], tools: [] },
  python: { file: "call.py", command: ["python3"], tools: ["python3", "openssl"] },
  go: { file: "call.go", command: ["go", "run"], tools: ["go"] },
};

function isInstalled(tool: string): boolean {
  try {
    execFileSync("which", [tool], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Everything that a shell, a format string or a literal could take for its own. */
const BODY = `{\n  "text": "O'Brien & Söhne \\"quoted\\" \\\\ %s %d $HOME \`id\` \${x} 😀",\n  "n": 1\n}\n`;

const CASES: Readonly<Record<string, Partial<SnippetRequest>>> = {
  "a query": { method: "GET", target: "/api/v1/signature-check?q=M%C3%BCller%20%26%20Co&a=(1)" },
  "a body, byte for byte": { method: "POST", target: "/api/v1/signature-check", body: BODY },
  "an Idempotency-Key": {
    method: "POST",
    target: "/api/v1/support/tickets",
    body: JSON.stringify({ subject: "Hello", category: "API", priority: "LOW", message: "Hello" }),
    idempotencyKey: 'a"b\\c$d`e',
  },
  "an upload": { method: "POST", target: "/api/v1/documents", form: { type: "INVOICE" } },
};

describe("a snippet copied from the console", { timeout: 120_000 }, () => {
  let platform: TestPlatform;
  let application: TestApplication;
  let folder: string;
  let ticking: NodeJS.Timeout;

  beforeAll(async () => {
    platform = await startTestPlatform();
    // The programs look at the real clock.
    ticking = setInterval(() => {
      platform.clock.now = new Date();
    }, 100);
    application = await makeApplication(platform, {
      permissions: ["SUPPORT_READ", "SUPPORT_WRITE", "DOCUMENTS_READ", "DOCUMENTS_WRITE"],
    });
    folder = await mkdtemp(path.join(tmpdir(), "snippets-"));
    await writeFile(path.join(folder, "key.pem"), application.privateKeyPem);
    await writeFile(
      path.join(folder, "in voice.pdf"),
      "%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
    );
  });
  afterAll(async () => {
    clearInterval(ticking);
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the snippet as a person would; not synchronously, since the server is in this process. */
  async function run(id: SnippetLanguage, code: string): Promise<{ output: string; status: string }> {
    const { file, command } = RUN[id];
    const name = path.join(folder, file);
    await writeFile(name, code);
    const [program = "", ...rest] = command;
    const child = spawn(program, [...rest, name], {
      env: {
        // biome-ignore lint/style/noProcessEnv: where programs are, and where Go keeps what it compiled
        ...process.env,
        NUVERA_API_KEY: application.apiKey,
        NUVERA_PRIVATE_KEY: path.join(folder, "key.pem"),
        NUVERA_FILE: path.join(folder, "in voice.pdf"),
      },
    });
    let output = "";
    let status = "";
    child.stdout.on("data", (data: Buffer) => {
      output += data.toString();
    });
    child.stderr.on("data", (data: Buffer) => {
      status += data.toString();
    });
    await new Promise((resolve) => child.on("close", resolve));
    return { output, status };
  }

  for (const { id, write } of SNIPPET_LANGUAGES) {
    const isRunnable = RUN[id].tools.every(isInstalled);
    it.skipIf(!isRunnable)(`is accepted as it is: ${id}`, async () => {
      // Compiling takes seconds; what differs between its cases are the literals, which the second one has.
      const chosen = id === "go" ? ["a body, byte for byte", "an upload"] : Object.keys(CASES);
      for (const name of chosen) {
        const code = write({
          baseUrl: platform.baseUrl,
          issuer: "nuvera-api",
          audience: "nuvera-rest-api",
          method: "GET",
          target: "/",
          body: null,
          form: null,
          idempotencyKey: "",
          ...CASES[name],
        });
        expect(code).not.toContain(application.apiKey);
        const { output, status } = await run(id, code);
        expect(`${status}${output}`, name).toMatch(/HTTP 20[01]/);
      }
    });
  }
});
