/** The signers under `examples/`, as commands; the compiled ones are compiled once for a test file. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export type SampleSigner = {
  language: string;
  /** Program and first arguments. Fits into a shell command line as it is. */
  command: readonly [string, ...string[]];
  /** Compiles it, once, before the first call. */
  prepare: () => void;
  /** Why it cannot run on this machine; null when it can. */
  missing: string | null;
};

function missingTools(...tools: [string, string][]): string | null {
  const missing = tools.filter(([tool, argument]) => {
    try {
      execFileSync(tool, [argument], { stdio: "ignore" });
      return false;
    } catch {
      return true;
    }
  });
  return missing.length === 0 ? null : `no ${missing.map(([tool]) => tool).join(", ")} on this machine`;
}

/** All sample signers, and how to remove what compiling them left. */
export function sampleSigners(): { signers: SampleSigner[]; cleanUp: () => void } {
  const built = mkdtempSync(path.join(tmpdir(), "nuvera-samples-"));
  const nothing = () => {};
  const compile = (tool: string, args: string[]) => () => {
    execFileSync(tool, args, { stdio: "inherit" });
  };
  const goProgram = path.join(built, "nuvera_call");
  const signers: SampleSigner[] = [
    {
      language: "shell",
      command: ["bash", "examples/curl/nuvera-call.sh"],
      prepare: nothing,
      missing: missingTools(["bash", "--version"], ["curl", "--version"], ["openssl", "version"]),
    },
    {
      language: "Node.js",
      command: ["node", "examples/node/nuvera-call.mjs"],
      prepare: nothing,
      missing: null,
    },
    {
      language: "Python",
      command: ["python3", "examples/python/nuvera_call.py"],
      prepare: nothing,
      missing: missingTools(["python3", "--version"], ["openssl", "version"]),
    },
    {
      language: "Go",
      command: [goProgram],
      prepare: compile("go", ["build", "-o", goProgram, "examples/go/nuvera_call.go"]),
      missing: missingTools(["go", "version"]),
    },
    {
      language: "Java",
      command: ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", built, "NuveraCall"],
      prepare: compile("javac", ["-d", built, "examples/java/NuveraCall.java"]),
      missing: missingTools(["javac", "-version"], ["java", "-version"]),
    },
    {
      language: "PHP",
      command: ["php", "examples/php/nuvera-call.php"],
      prepare: nothing,
      missing: missingTools(["php", "--version"]),
    },
  ];
  return { signers, cleanUp: () => rmSync(built, { recursive: true, force: true }) };
}

/** The test's name, with the reason when it is skipped. */
export function nameOf({ language, missing }: SampleSigner): string {
  return missing === null ? language : `${language} (skipped: ${missing})`;
}
