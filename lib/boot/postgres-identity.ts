/**
 * PostgreSQL refuses to run as root. Started by root, its programs therefore run as an unprivileged user; where
 * that user cannot reach the folders (a checkout inside /root), they run in a user namespace of their own, in
 * which root is an ordinary user.
 */
import { type ExecFileOptions, execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type PostgresIdentity = {
  /** Runs one of PostgreSQL's programs; resolves with its standard output, rejects when it fails. */
  run(program: string, args: readonly string[], options?: ExecFileOptions): Promise<string>;
  /** Hands a file or folder to the user that the programs run as. */
  own(file: string): Promise<void>;
};

/**
 * `program` is one of the executables; `folder` exists and holds the database or is still empty. What an earlier
 * start chose is kept: the folder's owner tells.
 */
export async function choosePostgresIdentity(program: string, folder: string): Promise<PostgresIdentity> {
  if (process.getuid?.() !== 0) return asCurrentUser();
  const user = await unprivilegedUser();
  const isNew = !existsSync(path.join(folder, "PG_VERSION"));
  const owner = (await stat(folder)).uid;
  if ((isNew || owner === user.uid) && (await reaches(user, program, path.dirname(folder))))
    return asUser(user);
  if ((isNew || owner === 0) && (await namespacesWork())) return inUserNamespace();
  throw new Error(
    `PostgreSQL cannot run as root, and the user ${user.name} cannot reach ${folder}. ` +
      "Move the project or NUVERA_DATA_DIR out of private folders such as /root, or start as another user.",
  );
}

function asCurrentUser(): PostgresIdentity {
  return {
    run: (program, args, options) => output(program, args, options),
    own: async () => {},
  };
}

type SystemUser = { name: string; uid: number; gid: number };

function asUser(user: SystemUser): PostgresIdentity {
  return {
    run: (program, args, options) => output(program, args, { ...options, uid: user.uid, gid: user.gid }),
    own: (file) => chown(file, user.uid, user.gid),
  };
}

const NAMESPACE = ["--user", "--map-user=1000", "--"];

function inUserNamespace(): PostgresIdentity {
  return {
    run: (program, args, options) => output("unshare", [...NAMESPACE, program, ...args], options),
    own: async () => {},
  };
}

async function output(
  program: string,
  args: readonly string[],
  options: ExecFileOptions = {},
): Promise<string> {
  const { stdout } = await run(program, args, { ...options, encoding: "utf8" });
  return stdout;
}

/** The system's `postgres` user if there is one, otherwise `nobody`. */
async function unprivilegedUser(): Promise<SystemUser> {
  const entries = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const entry = entries.find(([name]) => name === wanted);
    if (entry) return { name: wanted, uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  return { name: "nobody", uid: 65_534, gid: 65_534 };
}

async function reaches(user: SystemUser, program: string, folder: string): Promise<boolean> {
  try {
    await asUser(user).run("test", ["-x", program, "-a", "-x", folder]);
    return true;
  } catch {
    return false;
  }
}

async function namespacesWork(): Promise<boolean> {
  try {
    await output("unshare", [...NAMESPACE, "true"]);
    return true;
  } catch {
    return false;
  }
}
