/** The package that partners install: what is in it, that its types hold, and that it works where nothing else is installed. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { type Ran, runProgram } from "@/test/support/run-program";

/** As a partner would write it, using every kind of export. */
const CONSUMER = `
import {
  buildTarget, createNuveraClient, createRequestToken, importSigningKey, NuveraApiError,
  type MultipartBody, type NuveraClient, type NuveraClientOptions, type RequestSigner,
} from "@nuvera/partner-client";

declare const process: { argv: string[]; stdout: { write(text: string): unknown } };
const given: { baseUrl: string; apiKey: string; privateKeyPem: string } = JSON.parse(process.argv[2] ?? "");
const signer: RequestSigner = await importSigningKey(given.privateKeyPem);
const options: NuveraClientOptions = { baseUrl: given.baseUrl, apiKey: given.apiKey, signer };
const client: NuveraClient = createNuveraClient(options);

const seen = await client.request<{ application: { id: string } }>(
  "GET", buildTarget("/api/v1/signature-check", { q: "Müller & Söhne", empty: "", list: "a,b+c" }),
);
const file = { data: new TextEncoder().encode("%PDF-1.7 test"), filename: "Reisepaß.pdf" };
const document = await client.request<{ type: string; fileName: string }>("POST", "/api/v1/documents", {
  multipart: { type: "PASSPORT", file }, idempotencyKey: "once-only-1",
});

const misled = createNuveraClient({ baseUrl: given.baseUrl, apiKey: given.apiKey, signer, issuer: "my-service" });
const refused = await misled.send("GET", "/api/v1/signature-check").then(() => null, (error: unknown) => error);
if (!(refused instanceof NuveraApiError)) throw new Error("The wrong issuer was not refused.");
const { status, reason, expected, received, requestId, docsUrl } = refused;

// @ts-expect-error A client needs either a private key or a signer.
const neither: NuveraClientOptions = { baseUrl: given.baseUrl, apiKey: given.apiKey };
// @ts-expect-error The method is the first argument.
const wrong = () => client.request({ method: "GET" });
const unused: [typeof createRequestToken, MultipartBody | null, unknown, unknown] = [createRequestToken, null, neither, wrong];
void unused;

process.stdout.write(JSON.stringify({
  applicationId: seen.application.id, document, refused: { status, reason, expected, received, requestId, docsUrl },
  limit: client.rateLimit()?.limit,
}));
`;

const COMMON = { target: "ES2022", strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false };
const PROJECTS = {
  // A service: types of Node.js, no DOM.
  node16: {
    ...COMMON,
    module: "node16",
    moduleResolution: "node16",
    lib: ["ES2023"],
    types: ["node"],
    typeRoots: [path.resolve("node_modules/@types")],
    outDir: "out",
  },
  // A page or an edge function: the Web platform, no Node.js.
  bundler: {
    ...COMMON,
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    types: [],
    noEmit: true,
  },
};

let platform: TestPlatform;
let application: TestApplication;
let project: string;
let tarball: string;

async function succeeding(ran: Promise<Ran>): Promise<string> {
  const { code, stdout, stderr } = await ran;
  expect({ code, output: code === 0 ? "" : `${stdout}${stderr}` }).toEqual({ code: 0, output: "" });
  return stdout;
}

beforeAll(async () => {
  platform = await startTestPlatform({ clock: () => new Date() });
  application = await makeApplication(platform);
  project = await mkdtemp(path.join(tmpdir(), "nuvera-consumer-"));
  const packing = runProgram("node", ["--import", "tsx", "scripts/pack.ts", "client", project]);
  tarball = (await succeeding(packing)).trim();
  await writeFile(path.join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
  await writeFile(path.join(project, "consumer.ts"), CONSUMER);
  const install = ["install", "--offline", "--no-audit", "--no-fund", `./${path.basename(tarball)}`];
  await succeeding(runProgram("npm", install, {}, project));
}, 180_000);
afterAll(async () => {
  await rm(project, { recursive: true, force: true });
  await platform.stop();
});

it("holds what was built, its README and its licence, and nothing else", async () => {
  const files = await succeeding(runProgram("tar", ["tzf", tarball]));
  expect(files.trim().split("\n").toSorted()).toEqual([
    "package/LICENSE",
    "package/README.md",
    "package/dist/index.d.ts",
    "package/dist/index.js",
    "package/package.json",
  ]);
});

it("depends on nothing, and its code on nothing but the Web platform", async () => {
  const installed = path.join(project, "node_modules/@nuvera/partner-client");
  const manifest: unknown = JSON.parse(await readFile(path.join(installed, "package.json"), "utf8"));
  expect(manifest).toMatchObject({ name: "@nuvera/partner-client", type: "module", sideEffects: false });
  for (const kind of ["dependencies", "peerDependencies", "devDependencies", "scripts"]) {
    expect(manifest).not.toHaveProperty(kind);
  }
  const code = await readFile(path.join(installed, "dist/index.js"), "utf8");
  expect(code).not.toMatch(
    /^\s*import\b|\bimport\(|\brequire\(|node:|\bprocess\.|\bBuffer\b|\/work\/|lib\/security/m,
  );
});

it("type-checks in a service and in a page, and gets signed answers and readable refusals in plain Node.js", {
  timeout: 120_000,
}, async () => {
  const compiler = path.resolve("node_modules/typescript/bin/tsc");
  for (const [name, compilerOptions] of Object.entries(PROJECTS)) {
    const file = path.join(project, `tsconfig.${name}.json`);
    await writeFile(file, JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
    await succeeding(runProgram("node", [compiler, "--project", file]));
  }
  const given = { ...application, baseUrl: platform.baseUrl };
  const printed = await succeeding(
    runProgram("node", ["out/consumer.js", JSON.stringify(given)], {}, project),
  );
  expect(JSON.parse(printed)).toEqual({
    applicationId: application.applicationId,
    document: expect.objectContaining({ type: "PASSPORT", fileName: "Reisepaß.pdf" }),
    refused: {
      status: 401,
      reason: "issuer_mismatch",
      expected: "nuvera-api",
      received: "my-service",
      requestId: expect.stringMatching(/^req_/),
      docsUrl: expect.stringContaining("/docs/errors#issuer_mismatch"),
    },
    limit: expect.any(Number),
  });
});
