/** The partner whose service makes the calls, set up as an operator and the partner itself would do it. */
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { childEnvironment } from "@/bench/environment";
import type { Credentials } from "@/bench/load/protocol";
import type { Platform } from "@/bench/platform";
import { customerJson, LIST_LENGTH } from "@/bench/rows";
import { PROJECT_ROOT } from "@/lib/boot/build";
import { createNuveraClient } from "@/lib/partner-client";

const run = promisify(execFile);

/** Beyond what a bench reaches on any machine, so that limits are in the path but refuse nothing. */
const RATE_LIMIT_PER_SECOND = 100_000;

const organizationSchema = z.object({ organizationId: z.string() });
const applicationSchema = z.object({ applicationId: z.string(), apiKey: z.string(), apiKeyId: z.string() });
const pageSchema = z.object({ items: z.array(z.unknown()) });

/** Makes an organization with an application and as many customers as the measured list shows. */
export async function makePartner(platform: Platform): Promise<Credentials> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const publicKeyFile = path.join(platform.dataDirectory, "bench-public-key.txt");
  await writeFile(publicKeyFile, publicKey);

  const cli = (...words: string[]) => operatorCli(platform.dataDirectory, words);
  const { organizationId } = organizationSchema.parse(await cli("org", "create", "--name", "Bench"));
  const created = await cli(
    ...["app", "create", "--org", organizationId, "--environment", "sandbox", "--name", "Bench"],
    ...["--public-key", publicKeyFile, "--permissions", "CUSTOMERS_READ,CUSTOMERS_WRITE"],
  );
  const { applicationId, apiKey, apiKeyId } = applicationSchema.parse(created);
  await cli("app", "rate-limit", "--app", applicationId, "--per-second", String(RATE_LIMIT_PER_SECOND));

  const credentials = { apiKey, apiKeyId, privateKeyPem: privateKey };
  await addCustomers(platform.baseUrl, credentials);
  return credentials;
}

async function operatorCli(dataDirectory: string, words: readonly string[]): Promise<unknown> {
  const { stdout } = await run(
    process.execPath,
    ["--import", "tsx", path.join("cli", "main.ts"), ...words, "--json"],
    { cwd: PROJECT_ROOT, env: childEnvironment({ NUVERA_DATA_DIR: dataDirectory }) },
  );
  return JSON.parse(stdout);
}

async function addCustomers(baseUrl: string, credentials: Credentials): Promise<void> {
  const client = createNuveraClient({ baseUrl, ...credentials });
  for (let index = 0; index < LIST_LENGTH; index += 1) {
    await client.request("POST", "/api/v1/customers", { json: JSON.parse(customerJson(String(index))) });
  }
  const page = await client.request("GET", `/api/v1/customers?limit=${LIST_LENGTH}`);
  const { length } = pageSchema.parse(page).items;
  if (length !== LIST_LENGTH) throw new Error(`The list has ${length} customers, not ${LIST_LENGTH}.`);
}
