/**
 * The deployment's resolved settings. The start-up code provides them before Next.js loads; without that (plain
 * `next start`) there are none, and the partner API says so.
 */
import type { S3Settings } from "@/lib/documents/s3-storage";
import { processSlot } from "@/lib/process-slot";
import type { Environment } from "@/lib/schemas/common";

/** The role that the application works as: it owns no table, so row-level security binds it. */
export const APP_ROLE = "nuvera_app";

/** How mail leaves: by a server of the operator's, not at all but readable by staff, or not at all. */
export type MailSettings =
  | { delivery: "smtp"; url: string; from: string }
  | { delivery: "outbox" }
  | { delivery: "off" };

/** Where contents of documents lie, and where files lie while they come in. */
export type DocumentSettings = {
  /** For `files` in the same file system. */
  spoolDirectory: string;
  storage: { kind: "files"; directory: string } | ({ kind: "s3" } & S3Settings);
};

/** A network from which deliveries leave, and when: `null` for always already, and for no end that is known. */
export type EgressNetwork = { cidr: string; activeFrom: string | null; retireAt: string | null };

export type WebhookSettings = {
  /** Endpoints of sandboxes, and only those, may be plain HTTP, on this machine and in private networks. */
  allowPrivate: boolean;
  /** Whether server processes deliver; else only those of `npm run worker` do. */
  inProcess: boolean;
  /** Deliveries that a process has under way at once. */
  concurrency: number;
  /** Addresses of this machine from which deliveries leave; none: the system chooses. */
  localAddresses: readonly string[];
  /** As published at `/.well-known/webhook-ips.json`; empty where the operator has not said. */
  egress: readonly EgressNetwork[];
};

/** Where a database is, and the role to take on there where the login is not the application's own. */
export type DatabasePlace = { url: string; role?: string };

/** A pooler before the database, and whether it keeps prepared statements apart. */
export type Pooler = "transaction" | "transaction-prepared";

export type DatabaseSettings = DatabasePlace & {
  maxConnections: number;
  /** Unset where connections are the database's own. */
  pooler?: Pooler;
  /** Where the job queue connects, which listens on a connection for as long as it works; unset for the same place. */
  queue?: DatabasePlace;
  /** A copy that may lag a little, for reads that may as well; unset where there is none. */
  replica?: DatabasePlace;
};

export type Settings = {
  database: DatabaseSettings;
  /** As `parsePeppers` reads it; the first pepper makes new hashes. */
  apiKeyPepper: string;
  sessionSecret: string;
  /** Where browsers reach the pages. */
  baseUrl: string;
  /** Where each environment's API is reached, on hosts of their own; `null` where both are at `baseUrl`. */
  environmentBaseUrls: Readonly<Record<Environment, string>> | null;
  /** Canonical addresses and CIDR ranges of the proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  tokenIssuer: string;
  tokenAudience: string;
  mail: MailSettings;
  /** How many requests with bad credentials an address may send a minute before it is told to wait; 0: as many as it likes. */
  failedAuthenticationsPerMinute: number;
  /** How old an exchange rate may be for production prices. */
  rateMaxAgeHours: number;
  /** Where signed heads of audit chains are kept besides the database, unless no file can be kept. */
  auditCheckpointFile?: string;
  documents: DocumentSettings;
  webhooks: WebhookSettings;
};

/** Where a partner's service reaches this environment. */
export function apiBaseUrlOf(
  { environmentBaseUrls, baseUrl }: Pick<Settings, "environmentBaseUrls" | "baseUrl">,
  environment: Environment,
): string {
  return environmentBaseUrls?.[environment] ?? baseUrl;
}

const slot = processSlot<Settings>("settings");

export function provideSettings(settings: Settings): void {
  slot.set(settings);
}

/** The settings, or `null` where the app was started without its own server. */
export function settingsOrNull(): Settings | null {
  return slot.get() ?? null;
}
