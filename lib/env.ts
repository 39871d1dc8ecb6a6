/**
 * The only place that reads the process environment. Every setting is named here with its default and its form;
 * a bad value stops the start with a sentence that says what was expected.
 */
import path from "node:path";
import { z } from "zod";
import { problemOfDatabaseUrl } from "@/lib/database-url";

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(["0", "1"]);
/** An IPv6 address may also come in the brackets that it has in a URL. */
const host = z
  .string()
  .transform((text) => text.replace(/^\[(.*)\]$/, "$1"))
  .pipe(z.string().min(1));

/** `postgres://…`, with one host, or with several of which the one that takes writes is meant. */
const databaseUrl = (options: { severalHosts: boolean }) =>
  z.string().superRefine((text, { addIssue }) => {
    const message = problemOfDatabaseUrl(text, options);
    if (message !== null) addIssue({ code: "custom", message });
  });

/** What those settings are that commands need as well, where nobody sets them. */
export const SHARED_DEFAULTS = {
  NUVERA_DATA_DIR: ".data",
  NUVERA_TOKEN_ISSUER: "nuvera-api",
  NUVERA_TOKEN_AUDIENCE: "nuvera-rest-api",
} as const;

export const MOST_WORKERS = 64;

const environmentSchema = z.object({
  PORT: port.default(3000),
  HOST: host.default("127.0.0.1"),
  NUVERA_DATA_DIR: z.string().min(1).default(SHARED_DEFAULTS.NUVERA_DATA_DIR),
  DATABASE_URL: databaseUrl({ severalHosts: true }).optional(),
  /** A login for the role `nuvera_app`, where the login of DATABASE_URL may not take that role on. */
  NUVERA_APP_DATABASE_URL: databaseUrl({ severalHosts: true }).optional(),
  /**
   * `NUVERA_APP_DATABASE_URL` leads to a pooler that gives out a connection for one transaction, such as PgBouncer;
   * `transaction-prepared` where it keeps prepared statements (PgBouncer 1.21 with `max_prepared_statements`).
   */
  NUVERA_APP_DATABASE_POOLER: z.enum(["transaction", "transaction-prepared"]).optional(),
  /** How many processes serve the port; one, with none above it, unless set. `--workers` wins. */
  NUVERA_WORKERS: z.coerce.number().int().min(1).max(MOST_WORKERS).optional(),
  /** A streaming replica, for pages that may be some seconds behind; with the same kind of login as the primary's. */
  NUVERA_READ_DATABASE_URL: databaseUrl({ severalHosts: false }).optional(),
  NUVERA_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(500).default(20),
  NUVERA_API_KEY_PEPPER: z.string().min(1).optional(),
  NEXTAUTH_SECRET: z.string().min(32, "expected at least 32 characters").optional(),
  NUVERA_DEMO: flag.optional(),
  /** Where browsers and partners reach this deployment, when it is not http://HOST:PORT. */
  NUVERA_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where each environment's API is reached, where they have hosts of their own; both or neither. */
  NUVERA_SANDBOX_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  NUVERA_PRODUCTION_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Whose X-Forwarded-For is believed: addresses and CIDR ranges, separated by commas. */
  NUVERA_TRUSTED_PROXIES: z.string().optional(),
  NUVERA_TOKEN_ISSUER: z.string().min(1).default(SHARED_DEFAULTS.NUVERA_TOKEN_ISSUER),
  NUVERA_TOKEN_AUDIENCE: z.string().min(1).default(SHARED_DEFAULTS.NUVERA_TOKEN_AUDIENCE),
  /** `1` lets webhook endpoints of sandboxes be plain HTTP, on this machine and in private networks; for local work. */
  NUVERA_WEBHOOK_ALLOW_PRIVATE: flag.optional(),
  /** `0` leaves webhook deliveries to processes of their own (`npm run worker`). */
  NUVERA_WEBHOOK_WORKER: flag.optional(),
  /** How many webhook deliveries a process has under way at once; 50 unless set. */
  NUVERA_WEBHOOK_CONCURRENCY: z.coerce.number().int().min(2).max(500).optional(),
  /** Addresses of this machine from which deliveries leave, separated by commas; the system's choice unless set. */
  NUVERA_WEBHOOK_LOCAL_ADDRESSES: z.string().optional(),
  /** What partners see deliveries come from: `CIDR[@activeFrom[/retireAt]]`, separated by commas, dates as in ISO 8601. */
  NUVERA_WEBHOOK_EGRESS: z.string().optional(),
  /** How old an exchange rate may be for production prices. */
  NUVERA_RATE_MAX_AGE_HOURS: z.coerce.number().int().min(1).max(8760).default(24),
  /** A bucket for the contents of documents, which else are files in the data folder. */
  NUVERA_DOCUMENTS_S3_BUCKET: z.string().min(1).optional(),
  NUVERA_DOCUMENTS_S3_REGION: z.string().min(1).optional(),
  /** Where the service is, when it is not Amazon's. */
  NUVERA_DOCUMENTS_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** `1` puts the bucket's name into the path instead of the host name; the default where an endpoint is set. */
  NUVERA_DOCUMENTS_S3_PATH_STYLE: flag.optional(),
  NUVERA_DOCUMENTS_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  NUVERA_DOCUMENTS_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Requests with bad credentials from one IPv4 address or IPv6 /64 before it is told to wait; 0 for no limit. */
  NUVERA_FAILED_AUTHENTICATIONS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000_000).default(60),
  /** The least that the log tells: a line of this level and all graver ones; `info` unless set. */
  NUVERA_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).optional(),
  /** `1` writes a log line for each partner request. */
  NUVERA_ACCESS_LOG: flag.optional(),
  /** Where metrics can be scraped; nowhere unless set. */
  NUVERA_METRICS_PORT: port.optional(),
  /** Unless set, this machine alone can scrape them. */
  NUVERA_METRICS_HOST: host.optional(),
  /** Where traces go, by OTLP over HTTP, in OpenTelemetry's own settings; nowhere unless one of the two is set. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** `name=value`, separated by commas; often a credential. */
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().min(1).optional(),
  OTEL_SDK_DISABLED: z.enum(["true", "false"]).optional(),
  OTEL_TRACES_SAMPLER: z
    .enum([
      "always_on",
      "always_off",
      "traceidratio",
      "parentbased_always_on",
      "parentbased_always_off",
      "parentbased_traceidratio",
    ])
    .optional(),
  /** The share of traces that is kept, for the samplers by ratio. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).optional(),
  /** Where mail is handed over, with user and password where the server asks for them. */
  NUVERA_SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /./ }).optional(),
  /** Whom mail is from: an address, or `Name <address>`. */
  NUVERA_MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\p{Cc}]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u,
      "expected an address, or Name <address>",
    )
    .optional(),
});

export type ProcessEnvironment = z.infer<typeof environmentSchema>;

/** A setting that is missing or malformed; the message names it and never holds its value. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/** Reads and checks the environment. An empty string counts as not set. Throws `SettingsError`. */
export function readProcessEnvironment(): ProcessEnvironment {
  // biome-ignore lint/style/noProcessEnv: this module is the one door to it
  const present = Object.entries(process.env).filter(([, value]) => value !== undefined && value !== "");
  const parsed = environmentSchema.safeParse(Object.fromEntries(present));
  if (parsed.success) {
    return { ...parsed.data, NUVERA_DATA_DIR: path.resolve(parsed.data.NUVERA_DATA_DIR) };
  }
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new SettingsError(`Settings that cannot be used:\n  ${problems.join("\n  ")}`);
}

/** Sets what Next.js and next-auth read from the environment by themselves. Call before loading Next.js. */
export function prepareFrameworkEnvironment(options: { production: boolean; baseUrl: string }): void {
  // biome-ignore-start lint/style/noProcessEnv: this module is the one door to it
  Object.assign(process.env, {
    NODE_ENV: options.production ? "production" : "development",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: options.baseUrl,
  });
  // biome-ignore-end lint/style/noProcessEnv: this module is the one door to it
}

/** The environment for a child process that builds the app: no telemetry, production mode. */
export function buildEnvironment(): NodeJS.ProcessEnv {
  // biome-ignore lint/style/noProcessEnv: this module is the one door to it
  return { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}
