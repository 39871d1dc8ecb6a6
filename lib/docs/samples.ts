/** The signers that partners fetch from `/docs/samples/<file>`: the very files that the tests run. */
import path from "node:path";
import { readRepositoryFile } from "@/lib/docs/repository-file";

export const SAMPLE_FILES = [
  "examples/curl/nuvera-call.sh",
  "examples/node/nuvera-call.mjs",
  "examples/python/nuvera_call.py",
  "examples/go/nuvera_call.go",
  "examples/java/NuveraCall.java",
  "examples/php/nuvera-call.php",
] as const;

/** The text of the sample with this file name, if there is one. */
export function readSample(name: string): string | undefined {
  const file = SAMPLE_FILES.find((candidate) => path.basename(candidate) === name);
  return file === undefined ? undefined : readRepositoryFile(file);
}
