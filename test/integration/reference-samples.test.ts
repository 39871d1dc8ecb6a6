/** The samples of the API reference: all compile, and some run as they stand there against the real API. */
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_LANGUAGES, type SampleLanguage } from "@/lib/docs/languages";
import { referenceOperations } from "@/lib/docs/reference/document";
import type { ReferenceOperation } from "@/lib/docs/reference/model";
import { IDEMPOTENCY_KEY, PARTNER_CLIENT_PACKAGE, UPLOADED_FILE } from "@/lib/docs/reference/sample-programs";
import { samplesOf } from "@/lib/docs/reference/samples";
import { pdf } from "@/test/integration/support/documents";
import { makeApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { runProgram } from "@/test/support/run-program";
import { nameOf, sampleSigners } from "@/test/support/sample-signers";

/** A body with an Idempotency-Key, a query, a body without one, and an upload; with a member of what each answers. */
const RUN: Readonly<Record<string, string>> = {
  createTicket: "subject",
  listCustomers: "items",
  checkSignatureByPost: "application",
  createDocument: "sizeBytes",
};

let platform: TestPlatform;
let folder: string;
let settings: Record<string, string>;
const file = (...names: string[]) => path.join(folder, ...names);

beforeAll(async () => {
  // The programs look at the real clock.
  platform = await startTestPlatform({ clock: () => new Date() });
  const { apiKey, privateKeyPem } = await makeApplication(platform, {
    permissions: ["CUSTOMERS_READ", "DOCUMENTS_READ", "DOCUMENTS_WRITE", "SUPPORT_READ", "SUPPORT_WRITE"],
  });
  folder = await mkdtemp(path.join(tmpdir(), "nuvera-reference-"));
  await Promise.all([
    ...["curl", "node", "python", "go", "java", "php"].map((name) =>
      cp(`examples/${name}`, folder, { recursive: true }),
    ),
    writeFile(file("private-key.pem"), privateKeyPem, { mode: 0o600 }),
    writeFile(file(UPLOADED_FILE), pdf(70_000)),
  ]);
  settings = {
    NUVERA_URL: platform.baseUrl,
    NUVERA_API_KEY: apiKey,
    NUVERA_PRIVATE_KEY: file("private-key.pem"),
  };
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await platform.stop();
});

/** The sample, without ids of others, and with an Idempotency-Key of its own: forms differ in their boundaries. */
function sampleOf(operation: ReferenceOperation, language: SampleLanguage) {
  const sample = samplesOf(operation, platform.baseUrl).find(({ id }) => id === language);
  if (sample === undefined) throw new Error(`No sample of ${operation.name} in ${language}.`);
  const code = sample.code
    .replaceAll(IDEMPOTENCY_KEY, `${operation.name}-${language}`)
    .replace(/("?relatedIds"?: \[)[^\]]*/, "$1");
  return { isCommand: sample.fence === "bash", code };
}

/** All operations whose sample is part of a program. */
function programs(language: SampleLanguage): { name: string; code: string }[] {
  return referenceOperations()
    .map((operation) => ({ name: operation.name, ...sampleOf(operation, language) }))
    .filter(({ isCommand }) => !isCommand);
}

/** What has to be there before a sample of the language runs; of those that are compiled, every sample is. */
const PREPARE: Readonly<Partial<Record<SampleLanguage, () => Promise<void>>>> = {
  async node() {
    const installed = file("node_modules", PARTNER_CLIENT_PACKAGE);
    await build({
      entryPoints: ["lib/partner-client/index.ts"],
      outfile: path.join(installed, "index.mjs"),
      bundle: true,
      format: "esm",
    });
    const manifest = { name: PARTNER_CLIENT_PACKAGE, exports: "./index.mjs" };
    await writeFile(path.join(installed, "package.json"), JSON.stringify(manifest));
  },
  async go() {
    const all = programs("go");
    const signer = await readFile("examples/go/nuvera_call.go", "utf8");
    await mkdir(file("go"));
    await writeFile(file("go", "nuvera_call.go"), signer.replace("func main()", "func mainOfSigner()"));
    const samples = all.map(({ code }) => `${code}\n`).join("\n");
    await writeFile(file("go", "samples.go"), `package main\n\nimport "os"\n\n${samples}`);
    expect(execFileSync("gofmt", ["-l", file("go", "samples.go")]).toString()).toBe("");
    await writeFile(
      file("go", "main.go"),
      `package main
import ("fmt"; "os")
func main() {
	samples := map[string]func() (int, []byte, error){
${all.map(({ name }) => `"${name}": ${name},\n`).join("")}}
	_, answer, err := samples[os.Args[1]]()
	if err != nil { panic(err) }
	fmt.Println(string(answer))
}`,
    );
    const sources = ["main.go", "nuvera_call.go", "samples.go"];
    execFileSync("go", ["build", "-o", "samples", ...sources], { cwd: file("go") });
  },
  async java() {
    const methods = programs("java").map(
      ({ name, code }) =>
        `static HttpResponse<byte[]> ${name}() throws Exception {\n${code}\nreturn answer;\n}\n`,
    );
    const signer = await readFile("examples/java/NuveraCall.java", "utf8");
    await mkdir(file("java"));
    await writeFile(
      file("java", "NuveraCall.java"),
      `${signer.slice(0, signer.lastIndexOf("}"))}\n${methods.join("\n")}}\n`,
    );
    await writeFile(
      file("java", "Samples.java"),
      `import java.net.http.HttpResponse;
public class Samples {
  public static void main(String[] names) throws Exception {
    HttpResponse<?> answer = (HttpResponse<?>) NuveraCall.class.getDeclaredMethod(names[0]).invoke(null);
    System.out.write((byte[]) answer.body());
    System.out.flush();
  }
}`,
    );
    execFileSync("javac", ["-encoding", "UTF-8", "NuveraCall.java", "Samples.java"], { cwd: file("java") });
  },
};

/** Writes a sample that is not compiled, with a line that shows the answer; gives the command that runs it. */
async function written(
  language: SampleLanguage,
  name: string,
  code: string,
): Promise<readonly [string, ...string[]]> {
  switch (language) {
    case "node":
      await writeFile(file(`${name}.mjs`), `${code}\nconsole.log(JSON.stringify(answer));\n`);
      return [process.execPath, `${name}.mjs`];
    case "python":
      await writeFile(file(`${name}.py`), `${code}\nprint(answer.decode())\n`);
      return ["python3", `${name}.py`];
    case "go":
      return [file("go", "samples"), name];
    case "java":
      return ["java", "-XX:TieredStopAtLevel=1", "-cp", file("java"), "Samples", name];
    case "php": {
      const signer = await readFile("examples/php/nuvera-call.php", "utf8");
      // Its last statements run it.
      const functions = signer.slice(0, signer.indexOf("set_error_handler("));
      await writeFile(file(`${name}.php`), `${functions}\n${code}\necho $answer;\n`);
      return ["php", `${name}.php`];
    }
    case "shell":
      throw new Error("Samples of the shell are commands.");
  }
}

async function commandOf(
  operation: ReferenceOperation,
  language: SampleLanguage,
): Promise<readonly [string, ...string[]]> {
  const { isCommand, code } = sampleOf(operation, language);
  if (!isCommand) return written(language, operation.name, code);
  await writeFile(file(`${operation.name}.sh`), code);
  return ["bash", "-e", `${operation.name}.sh`];
}

const { signers, cleanUp } = sampleSigners();
cleanUp();

describe("the samples of the reference are answered", { timeout: 180_000 }, () => {
  for (const { id, label } of SAMPLE_LANGUAGES) {
    const signer = signers.find(({ language }) => language.toLowerCase() === label.toLowerCase());
    if (signer === undefined) throw new Error(`No sample signer in ${label}.`);
    it.skipIf(signer.missing !== null)(nameOf(signer), async () => {
      await PREPARE[id]?.();
      for (const [name, member] of Object.entries(RUN)) {
        const operation = referenceOperations().find((one) => one.name === name);
        if (operation === undefined) throw new Error(`No operation ${name}.`);
        const [program, ...args] = await commandOf(operation, id);
        const { stdout, stderr } = await runProgram(program, args, settings, folder);
        expect(stdout, `${name}: ${stderr}`).toContain(`"${member}":`);
      }
    });
  }
});
