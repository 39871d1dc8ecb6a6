/** An organization's audit history, the operator's own (`operator-staff`) included. Reading it here leaves no row. */
import { open } from "node:fs/promises";
import path from "node:path";
import { command } from "@/cli/command";
import { operate, requireOrganization, withDeployment } from "@/cli/deployment";
import { CommandError, UsageError } from "@/cli/errors";
import { optional, required, toCount } from "@/cli/options";
import { fields, printable } from "@/cli/output";
import type { ChainVerification } from "@/lib/audit/chain";
import { toPublicId } from "@/lib/ids";
import { sizeOfFile } from "@/lib/operations/audit-history/checkpoint-lines";
import { exportedText } from "@/lib/operations/audit-history/export";
import { listAuditEvents } from "@/lib/operations/audit-history/list";
import { verifyAuditHistory } from "@/lib/operations/audit-history/verify";
import type { Runtime } from "@/lib/runtime";
import { type AuditEventView, auditExportFormatSchema, auditFilterSchema } from "@/lib/schemas/audit";

const PAGE = 100;
const DEFAULT_LIMIT = 20;

const org = required("ID|SLUG");

const filters = { action: optional("NAME"), app: optional("ID") };

export const auditList = command({
  name: "audit list",
  summary: "List what was done in an organization, newest first",
  options: { org, ...filters, limit: optional("N", toCount) },
  run: ({ org: wanted, action, app, limit = DEFAULT_LIMIT }) =>
    withDeployment(async (runtime) => {
      const organizationId = await requireOrganization(runtime, wanted);
      const filter = { action, applicationId: app };
      const { items, hasMore } = await readNewest(runtime, organizationId, filter, limit);
      const lines = items.length === 0 ? ["Nothing."] : items.map(eventText);
      return { json: { items, hasMore }, lines: hasMore ? [...lines, "… and older ones (--limit)."] : lines };
    }),
});

async function readNewest(runtime: Runtime, organizationId: string, filter: object, limit: number) {
  const items: AuditEventView[] = [];
  let cursor: string | undefined;
  let hasMore = true;
  while (hasMore && items.length < limit) {
    const input = { ...filter, limit: Math.min(PAGE, limit - items.length), cursor };
    const place = { organizationId, environment: "sandbox" as const };
    const page = await operate(runtime, place, listAuditEvents, input);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    hasMore = page.hasMore;
  }
  return { items, hasMore };
}

function eventText({ sequence, occurredAt, action, actor, target, reason }: AuditEventView): string {
  const why = reason === null ? "" : ` (${reason})`;
  return printable(
    `${sequence} ${occurredAt} ${action} by ${actor.label} [${actor.kind}] on ${target.kind} ${target.id}${why}`,
  );
}

export const auditVerify = command({
  name: "audit verify",
  summary: "Check that nobody changed an organization's history behind the platform's back",
  options: { org },
  run: ({ org: wanted }) =>
    withDeployment(async (runtime) => {
      const organizationId = await requireOrganization(runtime, wanted);
      const verification = await verifyAuditHistory(runtime, organizationId);
      const { publicKeyPem, fingerprint } = runtime.auditSigner;
      const checkpointFile = await findCheckpointFile(runtime);
      const found = checkpointFile.found ? "" : " (not there: the database's checkpoints alone were read)";
      return {
        json: { ...verification, checkpointFile, key: { fingerprint, publicKeyPem } },
        lines: [
          ...verificationLines(verification),
          ...fields([
            ["Checkpoint file", `${checkpointFile.path ?? "none"}${found}`],
            ["Signing key", fingerprint],
          ]),
        ],
        exitCode: verification.ok ? 0 : 1,
      };
    }),
});

/** The file that is read besides the database, and whether there is one. */
async function findCheckpointFile({ settings }: Runtime): Promise<{ path: string | null; found: boolean }> {
  const { auditCheckpointFile: file = null } = settings;
  return { path: file, found: file !== null && (await sizeOfFile(file)) > 0 };
}

function verificationLines({ checked, firstBad, checkpoints }: ChainVerification): string[] {
  const { confirmed, ofOtherKeys } = checkpoints;
  const verdict: [string, string][] =
    firstBad === null
      ? [["History", "as it was written"]]
      : [
          ["History", `not as it was written: ${firstBad.problem}`],
          ["First bad", `sequence ${firstBad.sequence}, ${firstBad.auditId ?? "no such row"}`],
        ];
  const others = ofOtherKeys === 0 ? "" : `; ${ofOtherKeys} signed by another key, which proves nothing`;
  return fields([...verdict, ["Rows good", String(checked)], ["Checkpoints", `${confirmed} met${others}`]]);
}

export const auditExport = command({
  name: "audit export",
  summary:
    "Write an organization's history to standard output or a new file; JSON lines can be verified offline",
  options: { org, format: optional("jsonl|csv", toFormat), ...filters, out: optional("FILE") },
  run: ({ org: wanted, format = "jsonl", action, app, out }, _operands, print) =>
    withDeployment(async (runtime) => {
      const organizationId = await requireOrganization(runtime, wanted);
      const filter = auditFilterSchema.safeParse(withoutMissing({ action, applicationId: app }));
      if (!filter.success) throw new UsageError("--action is an action or its family, such as api_key.");
      const text = exportedText(runtime, organizationId, format, filter.data);
      if (out === undefined) {
        for await (const piece of text) print(piece);
        return { json: {}, lines: [], isPrinted: true };
      }
      await writeNewFile(out, text);
      const file = path.resolve(out);
      const id = toPublicId("organization", organizationId);
      return { json: { organizationId: id, format, file }, lines: fields([["Written", file]]) };
    }),
});

function toFormat(text: string, name: string) {
  const format = auditExportFormatSchema.safeParse(text);
  if (format.success) return format.data;
  throw new UsageError(`--${name} must be one of ${auditExportFormatSchema.options.join(", ")}.`);
}

function withoutMissing(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Only its owner reads it, and a file that is there already stays. */
async function writeNewFile(file: string, text: AsyncIterable<string>): Promise<void> {
  const handle = await open(file, "wx", 0o600).catch((error: unknown) => {
    const cause = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new CommandError(
      "invalid_request",
      "file_not_writable",
      `The file of --out cannot be made${cause}: ${path.resolve(file)}`,
    );
  });
  try {
    for await (const piece of text) await handle.write(piece);
  } finally {
    await handle.close();
  }
}
