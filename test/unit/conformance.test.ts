/** The conformance kit: a good signer passes, and each mistake is named by its own rule and by no other. */
import { readFileSync } from "node:fs";
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admitPublicKey } from "@/lib/security/public-key";
import { makeSigner } from "@/test/fixtures/buggy-signer.mjs";
import { runProgram } from "@/test/support/run-program";
import signingVectors from "@/test/vectors/signing.json";
import { CASES, signingKeys } from "@/tools/conformance/cases";
import { makeReport, type Report } from "@/tools/conformance/report";
import { RULES, type RuleId, sectionOf } from "@/tools/conformance/rules";
import { runConformance } from "@/tools/conformance/run";
import type { SignerProcess } from "@/tools/conformance/signer-process";
import publishedVectors from "@/tools/conformance/vectors.json";

const DEPLOYMENT = { issuer: "nuvera-api", audience: "nuvera-rest-api" };

/** The kit as partners run it: the signer is a process. */
async function reportOn(bug: string, timeoutSeconds = 20) {
  const signer = `node test/fixtures/buggy-signer.mjs --bug ${bug}`;
  return makeReport(signer, await runConformance({ ...DEPLOYMENT, signer, timeoutSeconds }));
}

/** The same signer without a process or a pause. */
function startHere(bug: string): SignerProcess {
  const answer = makeSigner(bug);
  return {
    strayLines: [],
    stop: async () => {},
    ask: async (request) => {
      const { token } = JSON.parse(answer(JSON.stringify(request)));
      return { kind: "token", token, arrivedAtSeconds: Date.now() / 1000 };
    },
  };
}

async function reportOnHere(bug: string) {
  const means = { start: startHere, pauseMilliseconds: 0 };
  return makeReport(bug, await runConformance({ ...DEPLOYMENT, signer: bug, timeoutSeconds: 20 }, means));
}

/** What needs a process, a second that passes, or a restart; and some of the usual mistakes, to see the whole way. */
const BUGS_IN_A_PROCESS: Record<string, RuleId> = {
  "path-without-query": "uri-query",
  "decodes-target": "uri-escapes",
  "reserializes-json": "body-reserialized",
  milliseconds: "times-in-seconds",
  "constant-jti": "jti-fresh",
  "jti-of-request": "jti-fresh",
  "jti-from-second": "jti-burst",
  "jti-counter": "jti-restart",
  "frozen-clock": "clock-runs",
  noise: "signer-output-clean",
  "refuses-binary": "signer-answer",
  "no-token": "signer-answer",
  crashes: "signer-runs",
  "ends-at-once": "signer-runs",
};

const BUGS: Record<string, RuleId> = {
  "with-fragment": "uri",
  "plus-for-space": "uri-escapes",
  "upper-case-escapes": "uri-escapes",
  "whole-url": "uri-origin",
  "without-base-path": "uri-path",
  "sorts-parameters": "uri-order",
  "latin-1": "body-charset",
  "text-instead-of-bytes": "body-binary",
  "hash-of-hex": "body-text-of-bytes",
  "trims-body": "body-trimmed",
  "empty-object-for-no-body": "body-empty",
  "first-64-kib": "body-whole",
  "file-of-form": "body-multipart",
  "boundary-of-its-own": "body-stable",
  "sha-of-other-kind": "body-hash",
  "jti-from-millisecond": "jti-burst",
  "jti-with-braces": "jti-form",
  "upper-case-hash": "body-hash-form",
  "lower-case-method": "method",
  "time-as-text": "times-in-seconds",
  "lives-61-seconds": "lifetime",
  "lives-no-second": "lifetime",
  "clock-an-hour-fast": "clock",
  "array-audience": "claim-types",
  "another-audience": "aud",
  "another-issuer": "iss",
  "keeps-first-api-key": "sub",
  "no-body-hash": "claims-present",
  "much-else": "token-size",
  "padded-base64": "base64url",
  "standard-base64": "base64url",
  "byte-order-mark": "token-json",
  ps256: "alg",
  "pss-under-rs256": "rs256",
  "sha-512-signature": "signature",
  "signs-a-newline": "signature",
  "keeps-first-signing-key": "signing-key",
  "kid-of-pem": "kid",
  "extra-header": "header-members",
  "another-typ": "header-members",
};

function expectOnly(rule: RuleId, { ok, brokenRules }: Report): void {
  expect(brokenRules.map((broken) => broken.rule)).toEqual([rule]);
  expect(ok).toBe(false);
  for (const text of ["expected", "received", "change"] as const)
    expect(brokenRules[0]?.[text]).toMatch(/\S/);
}

describe("a signer with one mistake", () => {
  it.each(Object.entries(BUGS))("%s breaks %s and no other rule", async (bug, rule) => {
    expectOnly(rule, await reportOnHere(bug));
  });
});

describe.concurrent("a signer process with one mistake", { timeout: 60_000 }, () => {
  it.for(Object.entries(BUGS_IN_A_PROCESS))("%s breaks %s and no other rule", async ([bug, rule]) => {
    expectOnly(rule, await reportOn(bug));
  });

  it("hangs at one request: named, and the others are tried", async ({ expect }) => {
    const { brokenRules, requests } = await reportOn("hangs", 4);
    expect(brokenRules.map(({ rule, requests: shownBy }) => [rule, shownBy])).toEqual([
      ["signer-answers-in-time", ["large-body"]],
    ]);
    expect(requests).toHaveLength(CASES.length);
  });

  it("none: passes", async ({ expect }) => {
    expect(await reportOn("none")).toMatchObject({ ok: true, brokenRules: [], advice: [] });
  });
});

describe("the command", { timeout: 60_000 }, () => {
  let folder: string;
  const kit = (...args: string[]) =>
    runProgram("node", ["--import", "tsx", "tools/conformance/main.ts", ...args]);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "nuvera-conformance-package-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("says what to change, and ends with 1", async () => {
    const ran = await kit("--signer", "node test/fixtures/buggy-signer.mjs --bug lower-case-method");
    expect(ran.code).toBe(1);
    const parts = [
      RULES.method.change,
      "/docs/signing-rules#claims",
      "expected        GET",
      "received        get",
    ];
    for (const text of parts) expect(ran.stdout).toContain(text);
  });

  it("works as the packed file alone, outside of the repository, and reports as JSON", async () => {
    const packed = await runProgram("node", ["--import", "tsx", "scripts/pack.ts", "conformance", folder]);
    await runProgram("tar", ["xzf", packed.stdout.trim(), "--strip-components=1"], {}, folder);
    expect((await readdir(folder)).filter((file) => !file.endsWith(".tgz")).toSorted()).toEqual([
      "LICENSE",
      "README.md",
      "cases.json",
      "nuvera-conformance.mjs",
      "package.json",
      "vectors.json",
    ]);
    // Copied, for one file is what a partner's machine may have of ours.
    await copyFile("test/fixtures/buggy-signer.mjs", path.join(folder, "signer.mjs"));
    const run = (bug: string) => {
      const args = ["nuvera-conformance.mjs", "--signer", `node signer.mjs --bug ${bug}`, "--json"];
      return runProgram("node", args, {}, folder);
    };
    const [good, bad] = await Promise.all([run("none"), run("lower-case-method")]);
    expect([good.code, bad.code]).toEqual([0, 1]);
    expect(JSON.parse(good.stdout)).toMatchObject({ ok: true, brokenRules: [], advice: [] });
    expect(JSON.parse(bad.stdout)).toMatchObject({
      ok: false,
      brokenRules: [{ rule: "method", expected: "GET", received: "get" }],
    });
  });

  it("names a command that does not exist, and what is wrong with its own arguments", async () => {
    const [unknown, none] = await Promise.all([kit("--signer", "no-such-signer-anywhere"), kit()]);
    expect(unknown.code).toBe(1);
    expect(unknown.stdout).toContain("signer-runs");
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining("--signer is missing") });
  });
});

describe("what the kit publishes", () => {
  it("has a rule for every mistake above, and a mistake for every rule", () => {
    const shown = new Set<string>([
      ...Object.values({ ...BUGS, ...BUGS_IN_A_PROCESS }),
      "signer-answers-in-time",
    ]);
    expect(Object.keys(RULES).filter((rule) => !shown.has(rule))).toEqual([]);
  });

  it("points to sections that the documents have, and the README explains each rule", () => {
    const headings = (file: string) =>
      [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
    const readme = readFileSync("tools/conformance/README.md", "utf8");
    const known = [...headings("docs/site/signing-rules.md"), ...headings("tools/conformance/README.md")];
    for (const [rule, { section }] of Object.entries(RULES)) {
      expect(known).toContain(section);
      expect(readme).toContain(`| \`${rule}\` |`);
    }
    expect(sectionOf("uri")).toBe("Targets (/docs/signing-rules#targets)");
  });

  it("links to what is in the package as well", () => {
    const readme = readFileSync("tools/conformance/README.md", "utf8");
    const linked = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, file]) => file);
    expect(linked).toEqual(["cases.json", "vectors.json"]);
  });

  it("signs with keys that would be admitted, of every size", () => {
    const sizes = Object.values(signingKeys).map(({ publicKeyPem, fingerprint }) => {
      const admitted = admitPublicKey(publicKeyPem);
      expect(admitted).toMatchObject({ ok: true, fingerprint });
      return admitted.ok ? admitted.modulusBits : 0;
    });
    expect(sizes).toEqual([2048, 2048, 3072, 4096]);
  });

  it("has requests whose texts need no escapes but newlines, as the protocol promises", () => {
    expect(new Set(CASES.map(({ id }) => id)).size).toBe(CASES.length);
    for (const { id, method, target } of CASES) {
      expect(JSON.stringify([id, method, target])).toBe(`["${id}","${method}","${target}"]`);
    }
  });

  it("has the very vectors that the API's verifier is tested with", () => {
    expect(publishedVectors).toEqual(signingVectors);
  });
});
