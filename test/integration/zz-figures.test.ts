import { execFileSync } from "node:child_process";
import { appendFileSync, createWriteStream, writeFileSync } from "node:fs";
import { afterAll, beforeAll, it } from "vitest";
import { appendAuditRecord } from "@/lib/operations/audit";
import { CheckpointFile } from "@/lib/operations/audit-history/checkpoint-file";
import { toCheckpointLine } from "@/lib/operations/audit-history/checkpoint-lines";
import { exportedText } from "@/lib/operations/audit-history/export";
import { verifyAuditHistory } from "@/lib/operations/audit-history/verify";
import { eventOf, makeHistory } from "@/test/integration/support/audit";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
const say = (t: string) => appendFileSync("/tmp/aud-figures.txt", `${t}\n`);
it("figures", { timeout: 1_200_000 }, async () => {
  const N = 300_000;
  const org = await makeHistory(platform, 1);
  let t = Date.now();
  for (let done = 1; done < N; done += 1000)
    await platform.runtime.database.inScope({ organizationId: org, environment: null }, async (tx) => {
      const all: Promise<void>[] = [];
      for (let n = done; n < Math.min(N, done + 1000); n++)
        all.push(appendAuditRecord(tx, eventOf(org, { number: n })));
      await Promise.all(all);
    });
  say(`made ${(Date.now() - t) / 1000}`);
  t = Date.now();
  say(
    JSON.stringify(await verifyAuditHistory(platform.runtime, org)) +
      ` verify without file ${(Date.now() - t) / 1000}`,
  );
  const signer = platform.runtime.auditSigner;
  const rows = await platform.database.owner<
    { sequence: string; hash: Buffer }[]
  >`select sequence, hash from audit_events where organization_id=${org} and sequence % 10 = 0 order by sequence`;
  const file = "/tmp/aud-figures.jsonl";
  const signedAt = new Date().toISOString();
  const lines: string[] = [];
  for (const r of rows) {
    const subject = { organizationId: org, sequence: Number(r.sequence), hash: r.hash, signedAt };
    const c = { ...subject, keyFingerprint: signer.fingerprint, signature: signer.sign(subject) };
    lines.push(toCheckpointLine(org, c));
    for (let i = 0; i < 9; i++) lines.push(toCheckpointLine(`0192b1c2-0000-7000-8000-00000000000${i}`, c));
  }
  writeFileSync(file, lines.join("\n") + "\n");
  await platform.database
    .owner`insert into audit_checkpoints select ${org}, sequence, hash, now(), 'other','x','x' from audit_events where organization_id=${org} and sequence % 10 = 5`;
  const runtime = {
    ...platform.runtime,
    settings: { ...platform.runtime.settings, auditCheckpointFile: file },
  };
  t = Date.now();
  say(
    JSON.stringify(await verifyAuditHistory(runtime, org)) +
      ` verify with file of ${lines.length} lines and 30000 checkpoints in the table ${(Date.now() - t) / 1000}`,
  );
  t = Date.now();
  await new CheckpointFile(file).catchUp();
  say(`catchUp ${(Date.now() - t) / 1000}`);
  t = Date.now();
  const out = createWriteStream("/tmp/aud-figures-export.jsonl");
  for await (const piece of exportedText(platform.runtime, org, "jsonl", {}))
    if (!out.write(piece)) await new Promise((d) => out.once("drain", d));
  await new Promise<void>((d) => out.end(() => d()));
  say(`export ${(Date.now() - t) / 1000}`);
  t = Date.now();
  say(
    execFileSync(process.execPath, ["tools/verify-audit.mjs", "/tmp/aud-figures-export.jsonl"], {
      encoding: "utf8",
    }) + `offline ${(Date.now() - t) / 1000}`,
  );
});
