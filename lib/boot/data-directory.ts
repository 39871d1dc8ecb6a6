/** The data folder: secrets, the embedded database, and who is using it. */
import { createHash, randomBytes } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { singleHostUrls } from "@/lib/database-url";
import { SettingsError } from "@/lib/env";

export type DataDirectory = {
  root: string;
  secretsFile: string;
  demoFile: string;
  postgres: string;
  postgresLog: string;
  /** The database's last port, so that it comes back where running servers look for it. */
  postgresPort: string;
  /** Signed heads of the embedded database's audit chains, a line each, for when that cannot be believed. */
  auditCheckpoints: string;
  /** Contents of documents, unless they are in a bucket, and files on their way in. */
  documents: string;
  servers: string;
  lockFile: string;
};

/** Paths inside the folder, which need not exist. */
export function dataDirectoryAt(root: string): DataDirectory {
  return {
    root,
    secretsFile: path.join(root, "secrets.json"),
    demoFile: path.join(root, "demo.json"),
    postgres: path.join(root, "postgres"),
    postgresLog: path.join(root, "postgres.log"),
    postgresPort: path.join(root, "postgres.port"),
    auditCheckpoints: path.join(root, "audit-checkpoints.jsonl"),
    documents: path.join(root, "documents"),
    servers: path.join(root, "servers"),
    lockFile: path.join(root, "start.lock"),
  };
}

/**
 * The checkpoint file of a database elsewhere, named by where that is: a folder may serve one database after the
 * other, and what was signed of one would contradict the next.
 */
export function externalAuditCheckpoints({ root }: DataDirectory, databaseUrl: string): string {
  const places = singleHostUrls(databaseUrl).map((url) => {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port === "" ? "5432" : port}${pathname}`;
  });
  const place = places.join(",");
  const name = createHash("sha256").update(place).digest("hex").slice(0, 12);
  return path.join(root, `audit-checkpoints-${name}.jsonl`);
}

/** Makes the folder where it is missing. Others may pass through it (the database's user), not list it. */
export async function openDataDirectory(root: string): Promise<DataDirectory> {
  const directory = dataDirectoryAt(root);
  await mkdir(root, { recursive: true, mode: 0o711 });
  await mkdir(directory.servers, { recursive: true, mode: 0o700 });
  return directory;
}

const secretsSchema = z.object({
  apiKeyPepper: z.string().min(32),
  sessionSecret: z.string().min(32),
  databaseOwnerPassword: z.string().min(16),
  databaseAppPassword: z.string().min(16),
});
export type Secrets = z.infer<typeof secretsSchema>;

/** The folder's secrets, or `null` when it has none yet. Throws when the file is damaged. */
export async function readSecrets(directory: DataDirectory): Promise<Secrets | null> {
  const text = await readFile(directory.secretsFile, "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    // Neither parser's message goes on: it may quote the file.
    throw new SettingsError(`${directory.secretsFile} is damaged: restore it from a backup.`);
  }
}

/**
 * The folder's secrets, made once: of processes that start together one makes them, and the others take those.
 * Losing them makes every API key and session invalid.
 */
export async function readOrCreateSecrets(directory: DataDirectory): Promise<Secrets> {
  const existing = await readSecrets(directory);
  if (existing !== null) return existing;
  const secret = () => randomBytes(32).toString("base64url");
  const secrets: Secrets = {
    apiKeyPepper: secret(),
    sessionSecret: secret(),
    databaseOwnerPassword: secret(),
    databaseAppPassword: secret(),
  };
  const temporary = await writeTemporary(directory.secretsFile, secrets);
  try {
    // Unlike a rename, a link never replaces what is there.
    await link(temporary, directory.secretsFile);
    return secrets;
  } catch (error) {
    const theirs = isAlreadyThere(error) ? await readSecrets(directory) : null;
    if (theirs === null) throw error;
    return theirs;
  } finally {
    await rm(temporary, { force: true });
  }
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

/** Writes a file that only its owner can read, whole or not at all. */
export async function writePrivateJson(file: string, value: unknown): Promise<void> {
  await rename(await writeTemporary(file, value), file);
}

/** A finished file beside `file`, under a name that nobody else uses. */
async function writeTemporary(file: string, value: unknown): Promise<string> {
  const temporary = `${file}.${randomBytes(8).toString("hex")}.tmp`;
  await writeFile(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return temporary;
}
