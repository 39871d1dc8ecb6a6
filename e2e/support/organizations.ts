/** Organizations and people of their own, made at the command line as the operator makes them. */
import { z } from "zod";
import type { PartnerRole } from "@/lib/permissions";
import { freshName } from "./applications";
import { dataDirectory } from "./data-directory";
import type { Person } from "./demo";
import { run } from "./run";

export type Organization = { organizationId: string; slug: string; name: string };

/** What a command printed with `--json`; throws what it said when it failed. */
export async function cli(...args: string[]): Promise<unknown> {
  const settings = { NUVERA_DATA_DIR: dataDirectory() };
  const ran = await run("node", ["--import", "tsx", "cli/main.ts", ...args, "--json"], settings);
  if (ran.code !== 0) throw new Error(`cli ${args.slice(0, 2).join(" ")}: ${ran.stdout}${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

export async function newOrganization(title: string): Promise<Organization> {
  const name = freshName(title);
  const created = await cli("org", "create", "--name", name);
  return { name, ...z.object({ organizationId: z.string(), slug: z.string() }).parse(created) };
}

export async function newMember({ slug }: Organization, role: PartnerRole): Promise<Person> {
  const email = `${role.toLowerCase()}@${slug}.example`;
  const password = freshName("correct horse battery");
  await cli("user", "create", "--org", slug, "--email", email, "--password", password, "--role", role);
  return { email, password };
}
