import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { openDataDirectory, readOrCreateSecrets } from "@/lib/boot/data-directory";

it("first starts at the same moment agree on their secrets", async () => {
  const root = await mkdtemp(path.join(tmpdir(), "nuvera-secrets-"));
  try {
    const directory = await openDataDirectory(root);
    const secrets = await Promise.all(Array.from({ length: 20 }, () => readOrCreateSecrets(directory)));
    expect(new Set(secrets.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await readOrCreateSecrets(directory)).toEqual(secrets[0]);
    expect((await stat(directory.secretsFile)).mode & 0o777).toBe(0o600);
    expect((await readdir(root)).sort()).toEqual(["secrets.json", "servers"]);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
