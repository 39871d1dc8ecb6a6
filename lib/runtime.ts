/** What running code needs from its surroundings: database, clock, randomness, secrets. Tests provide their own. */
import { hkdfSync, randomBytes } from "node:crypto";
import { type Database, openDatabase } from "@/db/client";
import { type Reads, ReplicaReads, readsFromPrimary } from "@/db/replica";
import { type CheckpointKey, checkpointKey } from "@/lib/audit/checkpoint";
import { CredentialCache } from "@/lib/auth/credential-cache";
import { FailedAuthentications } from "@/lib/auth/failed-authentication";
import { PendingWork } from "@/lib/auth/pending-work";
import { RequestClaims } from "@/lib/auth/request-claims";
import { UsageRecorder } from "@/lib/auth/usage-recorder";
import { openDocumentStorage } from "@/lib/documents/open-storage";
import type { DocumentStorage } from "@/lib/documents/storage";
import { processSlot } from "@/lib/process-slot";
import { RequestLog } from "@/lib/request-log/request-log";
import { type Pepper, parsePeppers } from "@/lib/security/api-key";
import { type Settings, settingsOrNull } from "@/lib/settings";
import { resolveHost } from "@/lib/webhooks/resolve";
import type { ResolveHost } from "@/lib/webhooks/target";

export type Runtime = {
  database: Database;
  /** For what may lag: a replica where there is one. */
  reads: Reads;
  clock: () => Date;
  randomBytes: (length: number) => Uint8Array;
  peppers: readonly Pepper[];
  settings: Settings;
  /** Keys list cursors; derived, so that the session secret signs nothing else. */
  cursorSecret: string;
  /** Signs heads of audit chains; derived as well, so a new session secret begins a new series of signatures. */
  auditSigner: CheckpointKey;
  credentials: CredentialCache;
  claims: RequestClaims;
  failedAuthentications: FailedAuthentications;
  usage: UsageRecorder;
  requestLog: RequestLog;
  /** What no answer waits for: failed sign-ins on their way into the history, links on their way into the outbox. */
  pending: PendingWork;
  /** The contents of documents. */
  documents: DocumentStorage;
  /** Where hosts of webhook endpoints are. */
  resolveHost: ResolveHost;
};

const slot = processSlot<Runtime>("runtime");

/** The process's runtime, made from the settings at first use; `null` when there are no settings. */
export function runtimeOrNull(): Runtime | null {
  const existing = slot.get();
  if (existing) return existing;
  const settings = settingsOrNull();
  if (settings === null) return null;
  const runtime = createRuntime(settings);
  slot.set(runtime);
  return runtime;
}

/** Like `runtimeOrNull`, for code that only ever runs behind our own server. */
export function runtime(): Runtime {
  const current = runtimeOrNull();
  if (current === null) throw new Error("No settings: start the app with its own server (npm start).");
  return current;
}

export function createRuntime(settings: Settings, overrides: Partial<Runtime> = {}): Runtime {
  const database = overrides.database ?? openDatabase({ ...settings.database, applicationName: "nuvera" });
  const { replica, maxConnections } = settings.database;
  const reads =
    replica === undefined
      ? readsFromPrimary(database)
      : new ReplicaReads(
          openDatabase({ ...replica, maxConnections, applicationName: "nuvera reads" }),
          database,
        );
  const peppers = overrides.peppers ?? parsePeppers(settings.apiKeyPepper);
  const credentials = overrides.credentials ?? new CredentialCache();
  return {
    database,
    reads,
    clock: () => new Date(),
    randomBytes,
    peppers,
    settings,
    cursorSecret: deriveSecret(settings.sessionSecret, "list cursors"),
    auditSigner: checkpointKey(
      Buffer.from(deriveSecret(settings.sessionSecret, "audit checkpoints"), "base64url"),
    ),
    credentials,
    claims: new RequestClaims(database.db),
    failedAuthentications: new FailedAuthentications(database.db, settings.failedAuthenticationsPerMinute),
    usage: new UsageRecorder(database.db, overrides.clock),
    requestLog: new RequestLog(database.db, credentials, peppers),
    pending: new PendingWork(),
    documents: openDocumentStorage(settings.documents),
    resolveHost,
    ...overrides,
  };
}

/** A secret for one duty (HKDF, RFC 5869), from which neither the parent nor a sibling can be found. */
function deriveSecret(parent: string, duty: string): string {
  return Buffer.from(hkdfSync("sha256", parent, "", `nuvera ${duty}`, 32)).toString("base64url");
}

/** Replaces the process's runtime; for tests, and to take it down. */
export function provideRuntime(runtime: Runtime | undefined): void {
  slot.set(runtime);
}

/** Writes what is buffered and closes the pool. */
export async function closeRuntime(): Promise<void> {
  const current = slot.get();
  if (!current) return;
  slot.set(undefined);
  await current.usage.stop();
  await current.requestLog.stop();
  await current.pending.settled();
  await current.reads.close();
  await current.database.close();
}
