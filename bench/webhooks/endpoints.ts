/** Organizations with one webhook endpoint each. */
import type postgres from "postgres";
import { newUuid } from "@/lib/ids";
import type { Runtime } from "@/lib/runtime";
import { sealSecret } from "@/lib/security/sealed-secret";
import { generateWebhookSecret, webhookSecretText } from "@/lib/security/webhook-signature";

export type BenchEndpoint = { id: string; organizationId: string; hangs: boolean };

export async function makeEndpoints(
  owner: postgres.Sql,
  { peppers, randomBytes }: Runtime,
  { endpoints, hanging, port }: { endpoints: number; hanging: number; port: number },
): Promise<BenchEndpoint[]> {
  const made: BenchEndpoint[] = [];
  for (let index = 0; index < endpoints; index += 1) {
    const endpoint = { id: newUuid(), organizationId: newUuid(), hangs: index < hanging };
    const url = `http://127.0.0.1:${port}/${endpoint.hangs ? "hang" : "answer"}/${index}`;
    const secretId = newUuid();
    const secret = webhookSecretText(generateWebhookSecret(randomBytes));
    const sealed = sealSecret(secret, `webhook secret ${secretId}`, peppers, randomBytes);
    await owner`insert into organizations (id, slug, name, created_at)
      values (${endpoint.organizationId}, ${`bench-${index}`}, ${`Bench ${index}`}, now())`;
    await owner`insert into webhook_endpoints (id, organization_id, environment, url, created_at)
      values (${endpoint.id}, ${endpoint.organizationId}, 'sandbox', ${url}, now())`;
    await owner`insert into webhook_secrets (id, organization_id, environment, endpoint_id, sealed_secret, created_at)
      values (${secretId}, ${endpoint.organizationId}, 'sandbox', ${endpoint.id}, ${sealed}, now())`;
    made.push(endpoint);
  }
  return made;
}
