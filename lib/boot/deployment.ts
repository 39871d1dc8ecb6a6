/** Where the database is and which secrets apply: what the server and the command line both need to know. */
import { access, constants } from "node:fs/promises";
import { baseUrlOf } from "@/lib/boot/base-url";
import {
  type DataDirectory,
  dataDirectoryAt,
  externalAuditCheckpoints,
  openDataDirectory,
  readOrCreateSecrets,
  readSecrets,
  type Secrets,
} from "@/lib/boot/data-directory";
import { documentSettingsOf } from "@/lib/boot/document-settings";
import {
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  joinEmbeddedPostgres,
} from "@/lib/boot/embedded-postgres";
import { environmentBaseUrlsOf } from "@/lib/boot/environment-base-urls";
import type { LockOptions } from "@/lib/boot/file-lock";
import { webhookSettingsOf } from "@/lib/boot/webhook-settings";
import { type ProcessEnvironment, SettingsError } from "@/lib/env";
import { logError } from "@/lib/log";
import { parsePeppers } from "@/lib/security/api-key";
import { formatNetwork, parseNetwork } from "@/lib/security/network";
import { APP_ROLE, type DatabaseSettings, type MailSettings, type Settings } from "@/lib/settings";

export type Deployment = { settings: Settings; ownerDatabaseUrl: string; directory: DataDirectory };

/** `leave` undoes the joining; `revive` brings an embedded database back that has gone, and there is none for others. */
export type OpenDeployment = Deployment & { leave: () => Promise<void>; revive?: EmbeddedPostgres["revive"] };

/** Joins or starts the embedded database, or takes the external one. `lock` is about waiting for our turn. */
export async function openDeployment(
  environment: ProcessEnvironment,
  lock: LockOptions = {},
): Promise<OpenDeployment> {
  if (environment.DATABASE_URL !== undefined) {
    const directory = dataDirectoryAt(environment.NUVERA_DATA_DIR);
    const deployment = await externalDeployment(environment, environment.DATABASE_URL, directory);
    const { auditCheckpointFile: _, ...withoutFile } = deployment.settings;
    const settings = (await mayKeepFiles(directory)) ? deployment.settings : withoutFile;
    return { ...deployment, settings, leave: async () => {} };
  }
  const directory = await openDataDirectory(environment.NUVERA_DATA_DIR);
  const secrets = await readOrCreateSecrets(directory);
  // What the settings refuse is refused before a database starts for it.
  const overrides = withOverrides(environment, secrets);
  requireUsablePepper(overrides.apiKeyPepper);
  mailOf(environment);
  documentSettingsOf(environment, directory);
  environmentBaseUrlsOf(environment);
  trustedProxiesOf(environment);
  webhookSettingsOf(environment);
  const embedded = await joinEmbeddedPostgres(directory, secrets, lock);
  return {
    directory,
    ownerDatabaseUrl: embedded.ownerUrl,
    settings: embeddedSettingsOf(environment, embedded.appUrl, overrides, directory),
    leave: embedded.leave,
    revive: embedded.revive,
  };
}

/** The deployment that is running already; starts nothing. Throws `SettingsError` when there is none. */
export async function findDeployment(environment: ProcessEnvironment): Promise<Deployment> {
  const directory = dataDirectoryAt(environment.NUVERA_DATA_DIR);
  if (environment.DATABASE_URL !== undefined) {
    return externalDeployment(environment, environment.DATABASE_URL, directory);
  }
  const secrets = await readSecrets(directory);
  const urls = secrets === null ? null : await findEmbeddedPostgres(directory, secrets);
  if (secrets === null || urls === null) {
    throw new SettingsError(
      `No running database in ${directory.root}. Start the platform with "npm start" (same NUVERA_DATA_DIR), or set DATABASE_URL.`,
    );
  }
  return {
    directory,
    ownerDatabaseUrl: urls.ownerUrl,
    settings: embeddedSettingsOf(environment, urls.appUrl, withOverrides(environment, secrets), directory),
  };
}

type ExternalDatabase = Omit<DatabaseSettings, "maxConnections">;

type AppSecrets = Pick<Secrets, "apiKeyPepper" | "sessionSecret">;

async function externalDeployment(
  environment: ProcessEnvironment,
  databaseUrl: string,
  directory: DataDirectory,
): Promise<Deployment> {
  const stored = await readSecrets(directory);
  const apiKeyPepper = environment.NUVERA_API_KEY_PEPPER ?? stored?.apiKeyPepper;
  const sessionSecret = environment.NEXTAUTH_SECRET ?? stored?.sessionSecret;
  const missing = [
    ...(apiKeyPepper === undefined ? ["NUVERA_API_KEY_PEPPER"] : []),
    ...(sessionSecret === undefined ? ["NEXTAUTH_SECRET"] : []),
  ];
  if (apiKeyPepper === undefined || sessionSecret === undefined) {
    throw new SettingsError(
      `With DATABASE_URL set, these settings are missing: ${missing.join(", ")}. Set them (at least 32 random characters each, ` +
        `for example from "openssl rand -base64 32"), or point NUVERA_DATA_DIR at a folder whose secrets.json has them.`,
    );
  }
  const database = externalDatabaseOf(environment, databaseUrl);
  return {
    directory,
    ownerDatabaseUrl: databaseUrl,
    settings: {
      ...settingsOf(environment, directory, database, { apiKeyPepper, sessionSecret }),
      auditCheckpointFile: externalAuditCheckpoints(directory, databaseUrl),
    },
  };
}

/** Behind a pooler, what needs a connection of its own goes to the database itself: migrations and the job queue. */
function externalDatabaseOf(environment: ProcessEnvironment, ownerUrl: string): ExternalDatabase {
  const {
    NUVERA_APP_DATABASE_URL: appUrl,
    NUVERA_APP_DATABASE_POOLER: pooler,
    NUVERA_READ_DATABASE_URL: readUrl,
  } = environment;
  const asOwner = { url: ownerUrl, role: APP_ROLE };
  const role = appUrl === undefined ? { role: APP_ROLE } : {};
  const replica = readUrl === undefined ? {} : { replica: { url: readUrl, ...role } };
  if (pooler === undefined) return { ...(appUrl === undefined ? asOwner : { url: appUrl }), ...replica };
  if (appUrl === undefined) {
    throw new SettingsError(
      "NUVERA_APP_DATABASE_POOLER: set NUVERA_APP_DATABASE_URL to the pooler, with a login for the role nuvera_app, and " +
        "DATABASE_URL to the database itself.",
    );
  }
  return { url: appUrl, pooler, queue: asOwner, ...replica };
}

/** Without a folder of its own, a deployment with a database elsewhere lacks the checkpoint file and uploads, nothing more. */
async function mayKeepFiles({ root }: DataDirectory): Promise<boolean> {
  try {
    await openDataDirectory(root);
    await access(root, constants.W_OK);
    return true;
  } catch (error) {
    logError(
      "NUVERA_DATA_DIR is not writable: signed heads of audit histories stay in the database alone, and no document can be uploaded",
      error,
    );
    return false;
  }
}

function withOverrides(environment: ProcessEnvironment, secrets: Secrets): AppSecrets {
  return {
    apiKeyPepper: environment.NUVERA_API_KEY_PEPPER ?? secrets.apiKeyPepper,
    sessionSecret: environment.NEXTAUTH_SECRET ?? secrets.sessionSecret,
  };
}

function embeddedSettingsOf(
  environment: ProcessEnvironment,
  url: string,
  secrets: AppSecrets,
  directory: DataDirectory,
): Settings {
  return {
    ...settingsOf(environment, directory, { url }, secrets),
    auditCheckpointFile: directory.auditCheckpoints,
  };
}

function settingsOf(
  environment: ProcessEnvironment,
  directory: DataDirectory,
  database: ExternalDatabase,
  secrets: AppSecrets,
): Settings {
  requireUsablePepper(secrets.apiKeyPepper);
  return {
    database: { ...database, maxConnections: environment.NUVERA_DATABASE_CONNECTIONS },
    ...secrets,
    baseUrl: environment.NUVERA_BASE_URL ?? baseUrlOf(environment.HOST, environment.PORT),
    environmentBaseUrls: environmentBaseUrlsOf(environment),
    trustedProxies: trustedProxiesOf(environment),
    tokenIssuer: environment.NUVERA_TOKEN_ISSUER,
    tokenAudience: environment.NUVERA_TOKEN_AUDIENCE,
    mail: mailOf(environment),
    failedAuthenticationsPerMinute: environment.NUVERA_FAILED_AUTHENTICATIONS_PER_MINUTE,
    documents: documentSettingsOf(environment, directory),
    rateMaxAgeHours: environment.NUVERA_RATE_MAX_AGE_HOURS,
    webhooks: webhookSettingsOf(environment),
  };
}

/** Without a mail server the embedded default keeps mail where staff can read it; other deployments have none. */
function mailOf({
  NUVERA_SMTP_URL: url,
  NUVERA_MAIL_FROM: from,
  DATABASE_URL,
}: ProcessEnvironment): MailSettings {
  if (url === undefined) return { delivery: DATABASE_URL === undefined ? "outbox" : "off" };
  if (from === undefined) {
    throw new SettingsError("NUVERA_MAIL_FROM: with NUVERA_SMTP_URL set, say whom mail is from.");
  }
  return { delivery: "smtp", url, from };
}

/** Canonical ranges, separated by commas in the setting. Throws `SettingsError` for what is none. */
function trustedProxiesOf({ NUVERA_TRUSTED_PROXIES: setting = "" }: ProcessEnvironment): readonly string[] {
  const entries = setting.split(",").map((entry) => entry.trim());
  return entries
    .filter((entry) => entry !== "")
    .map((entry) => {
      const parsed = parseNetwork(entry);
      if (parsed.ok) return formatNetwork(parsed.network);
      throw new SettingsError(`NUVERA_TRUSTED_PROXIES: ${entry}: ${parsed.problem}`);
    });
}

function requireUsablePepper(setting: string): void {
  try {
    parsePeppers(setting);
  } catch (error) {
    throw new SettingsError(
      `NUVERA_API_KEY_PEPPER: ${error instanceof Error ? error.message : "cannot be used"}`,
    );
  }
}
