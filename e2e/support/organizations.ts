/** Organizations and people of their own, made by the command line as the operator makes them. */
import { z } from "zod";
import { runCli } from "@/cli/run";
import type { PartnerRole } from "@/lib/permissions";
import { freshName } from "./applications";
import { dataDirectory } from "./data-directory";
import type { Person } from "./demo";

export type Organization = { organizationId: string; slug: string; name: string };

/**
 * What a command printed with `--json`; throws what it said when it failed. It runs in the test's own process: to load the
 * command line anew takes many times as long as most commands.
 */
export async function cli(...args: string[]): Promise<unknown> {
  // biome-ignore lint/style/noProcessEnv: commands look for the deployment there
  process.env.NUVERA_DATA_DIR = dataDirectory();
  let printed = "";
  const print = (text: string) => {
    printed += text;
  };
  const code = await runCli([...args, "--json"], { out: print, err: print });
  if (code !== 0) throw new Error(`cli ${args.slice(0, 2).join(" ")}: ${printed}`);
  return JSON.parse(printed);
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
