/** The one screen of text after a start. */
import path from "node:path";
import { baseUrlOf } from "@/lib/boot/base-url";
import type { DemoUser } from "@/lib/boot/demo-users";
import { SHARED_DEFAULTS } from "@/lib/env";
import type { Settings } from "@/lib/settings";

export type BannerInput = {
  host: string;
  port: number;
  settings: Pick<Settings, "baseUrl" | "environmentBaseUrls" | "tokenIssuer" | "tokenAudience">;
  /** Empty where there is no demo organization. */
  demoUsers: readonly DemoUser[];
  dataDirectory: string;
  /** Where `npm run` runs, and what a relative setting starts from. */
  projectRoot: string;
  isDatabaseEmbedded: boolean;
};

export function bannerLines(input: BannerInput): string[] {
  const { settings, dataDirectory, demoUsers, isDatabaseEmbedded } = input;
  const listening = `http://${input.host.includes(":") ? `[${input.host}]` : input.host}:${input.port}`;
  return [
    "",
    `  Nuvera partner platform   ${settings.baseUrl}`,
    ...baseUrls(settings.environmentBaseUrls),
    `  Listening on              ${listening}`,
    `  Data folder               ${dataDirectory}`,
    "",
    ...(demoUsers.length > 0 ? [...signIns(demoUsers), "", ...signedCall(input)] : hint()),
    "",
    `  Ctrl-C stops the app${isDatabaseEmbedded ? " and its database" : ""}.`,
    "",
  ];
}

/** Where partners' services call, where it is not where the pages are. */
function baseUrls(urls: Settings["environmentBaseUrls"]): string[] {
  if (urls === null) return [];
  return [`  Sandbox API               ${urls.sandbox}`, `  Production API            ${urls.production}`];
}

function signIns(users: readonly DemoUser[]): string[] {
  const width = Math.max(...users.map(({ email }) => email.length));
  return [
    "  Demo sign-ins (also in demo.json in the data folder; staff need a one-time code too, which any",
    "  authenticator app makes from the totpSecret that stands there)",
    ...users.map(({ email, password, role }) => `    ${email.padEnd(width)}   ${password}   ${role}`),
  ];
}

/** From a new key pair to an answer, to be pasted as it stands into a shell in the project's folder. */
function signedCall(input: BannerInput): string[] {
  // On this machine the server's own port answers, whatever stands before it elsewhere; but a key counts only on the host
  // of its environment, where there is one.
  const url = input.settings.environmentBaseUrls?.sandbox ?? baseUrlOf(input.host, input.port);
  const commands = [
    ...differingSettings(input).map(([name, value]) => `export ${name}=${quoted(value)}`),
    "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out first-app.pem",
    "openssl pkey -in first-app.pem -pubout -out first-app.pub.pem",
    'API_KEY=$(npm run -s cli -- app create --org demo --environment sandbox --name "First app" \\',
    "  --public-key first-app.pub.pem --permissions CUSTOMERS_READ --json |",
    `  sed 's/.*"apiKey":"\\([^"]*\\)".*/\\1/')`,
    `npm run -s cli -- call --url ${url} --api-key "$API_KEY" \\`,
    "  --private-key first-app.pem GET /api/v1/signature-check",
  ];
  const where = input.isDatabaseEmbedded ? "" : ", with the DATABASE_URL and secrets of this server";
  return [
    `  Try a signed call, in another shell in the project's folder${where}:`,
    ...commands.map(indented),
  ];
}

function hint(): string[] {
  return [
    "  Try a signed call: npm run -s cli -- --help shows how to make an organization (org create),",
    '  an application (app create) and a call (call). README.md has it all: "The first signed call".',
  ];
}

/** The commands read these too; a default is left out, for it is theirs as well. */
function differingSettings({ settings, dataDirectory, projectRoot }: BannerInput): [string, string][] {
  const defaultFolder = path.resolve(projectRoot, SHARED_DEFAULTS.NUVERA_DATA_DIR);
  const all: [string, string, string][] = [
    ["NUVERA_DATA_DIR", dataDirectory, defaultFolder],
    ["NUVERA_TOKEN_ISSUER", settings.tokenIssuer, SHARED_DEFAULTS.NUVERA_TOKEN_ISSUER],
    ["NUVERA_TOKEN_AUDIENCE", settings.tokenAudience, SHARED_DEFAULTS.NUVERA_TOKEN_AUDIENCE],
  ];
  return all.flatMap(([name, value, byDefault]) => (value === byDefault ? [] : [[name, value]]));
}

function quoted(value: string): string {
  return /^[\w./:@%+,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

function indented(line: string): string {
  return `    ${line}`;
}
