/** The programs under `examples/` that partners start from, each run against the real API over HTTP. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pdf } from "@/test/integration/support/documents";
import { makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { type Ran, runProgram } from "@/test/support/run-program";
import { nameOf, type SampleSigner, sampleSigners } from "@/test/support/sample-signers";
import { makeReport, writeReport } from "@/tools/conformance/report";
import { runConformance } from "@/tools/conformance/run";

const COMPANY = 'Žofie & Söhne "見本" GmbH';
/** Spaces in both spellings, brackets, an escaped letter outside ASCII, an escaped slash, lower-case escapes, an empty value. */
const AWKWARD =
  "/api/v1/signature-check?q=a%20b+c&ids[]=1&ids[]=%5b2%5D&name=%C3%A9%c3%a9&path=a%2Fb&empty=&plain&t=~-._'*!";

const { signers, cleanUp } = sampleSigners();
let platform: TestPlatform;
let application: TestApplication;
let files: string;
const file = (name: string) => path.join(files, name);

beforeAll(async () => {
  // The programs look at the real clock.
  platform = await startTestPlatform({ clock: () => new Date() });
  application = await makeApplication(platform);
  files = await mkdtemp(path.join(tmpdir(), "nuvera-sample-files-"));
  const customer = {
    companyName: COMPANY,
    registrationNumber: "HRB 1",
    countryOfIncorporationId: "DE",
    businessIndustryId: "513210",
    documentIds: [],
    persons: [],
  };
  await Promise.all([
    writeFile(file("private-key.pem"), application.privateKeyPem, { mode: 0o600 }),
    writeFile(file("customer.json"), `${JSON.stringify(customer, null, "\t")}\r\n`),
    writeFile(file('pass "port".pdf'), pdf(70_000)),
  ]);
});
afterAll(async () => {
  cleanUp();
  await rm(files, { recursive: true, force: true });
  await platform.stop();
});

function run({ command: [program, ...first] }: SampleSigner, ...args: string[]): Promise<Ran> {
  return runProgram(program, [...first, ...args], {
    NUVERA_URL: platform.baseUrl,
    NUVERA_API_KEY: application.apiKey,
    NUVERA_PRIVATE_KEY: file("private-key.pem"),
  });
}

async function answerOf(ran: Promise<Ran>, status: number): Promise<unknown> {
  const { code, stdout, stderr } = await ran;
  expect({ code, stderr: stderr.trim(), stdout }).toMatchObject({
    code: status < 300 ? 0 : 22,
    stderr: `HTTP ${status}`,
  });
  return JSON.parse(stdout);
}

for (const signer of signers) {
  describe.skipIf(signer.missing !== null)(nameOf(signer), () => {
    beforeAll(signer.prepare, 120_000);

    it("gets with an awkward query, which arrives as it was written", async () => {
      expect(await answerOf(run(signer, "GET", AWKWARD), 200)).toMatchObject({
        application: { id: application.applicationId },
      });
    });

    it("posts the bytes of a JSON file with letters outside ASCII", async () => {
      const created = await answerOf(run(signer, "POST", "/api/v1/customers", file("customer.json")), 201);
      expect(created).toMatchObject({ companyName: COMPANY });
    });

    it("uploads a file in a form", async () => {
      const upload = run(signer, "--upload", "/api/v1/documents", file('pass "port".pdf'), "type=PASSPORT");
      expect(await answerOf(upload, 201)).toMatchObject({ type: "PASSPORT", sizeBytes: 70_000 });
    });

    it("shows a refusal and ends with 22", async () => {
      expect(await answerOf(run(signer, "GET", "/api/v1/customers?nonsense=1"), 422)).toMatchObject({
        error: { reason: "validation_failed" },
      });
    });
  });
}

/** Together, since each run waits for a second to pass. */
describe.concurrent("the conformance kit passes", { timeout: 120_000 }, () => {
  for (const signer of signers) {
    it.skipIf(signer.missing !== null)(nameOf(signer), async ({ expect }) => {
      const command = `${signer.command.join(" ")} --conformance`;
      const deployment = { issuer: "nuvera-api", audience: "nuvera-rest-api" };
      const result = await runConformance({ ...deployment, signer: command, timeoutSeconds: 20 });
      expect(result.findings, writeReport(makeReport(command, result))).toEqual([]);
    });
  }
});

const shell = signers.find(({ language }) => language === "shell");

it.skipIf(shell?.missing !== null)(
  "the one in bash signs something else than it sends, when told to",
  async () => {
    const [program, ...first] = shell?.command ?? ["false"];
    const reasonWith = async (settings: Record<string, string>) => {
      const ran = await runProgram(
        program,
        [...first, "POST", "/api/v1/signature-check", file("customer.json")],
        {
          NUVERA_URL: platform.baseUrl,
          NUVERA_API_KEY: application.apiKey,
          NUVERA_PRIVATE_KEY: file("private-key.pem"),
          ...settings,
        },
      );
      return JSON.parse(ran.stdout).error?.reason ?? ran.code;
    };
    const once = { NUVERA_JTI: "used-twice-1", NUVERA_API_KEY_ID: application.apiKeyId };
    expect([
      await reasonWith({ NUVERA_SIGN_TARGET: "/api/v1/customers" }),
      await reasonWith({ NUVERA_SIGN_BODY: file("private-key.pem") }),
      await reasonWith({ NUVERA_LIFETIME: "61" }),
      await reasonWith(once),
      await reasonWith(once),
    ]).toEqual(["uri_mismatch", "body_hash_mismatch", "lifetime_too_long", 0, "token_replayed"]);
  },
);
