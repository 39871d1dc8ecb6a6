/** The deployment that a bench runs, as its operator reaches it: from a process of its own that shares nothing with the servers. */
import { generateKeyPairSync } from "node:crypto";
import type { Credentials } from "@/bench/load/protocol";
import { operate } from "@/cli/deployment";
import type { Place } from "@/db/queries/locate";
import { findDeployment } from "@/lib/boot/deployment";
import { readProcessEnvironment } from "@/lib/env";
import { newUuid } from "@/lib/ids";
import { createApplication } from "@/lib/operations/applications/create";
import { setApplicationRateLimit } from "@/lib/operations/applications/settings";
import { createOrganization } from "@/lib/operations/organizations/create";
import { API_PERMISSIONS, type ApiPermission } from "@/lib/permissions";
import { createRuntime, type Runtime } from "@/lib/runtime";
import { type Pepper, parsePeppers } from "@/lib/security/api-key";

/** Beyond what a bench reaches on any machine, so that limits are in the path but refuse nothing. */
export const RATE_LIMIT_PER_SECOND = 100_000;

const CONNECTIONS = 2;

export type Operator = {
  runtime: Runtime;
  ownerDatabaseUrl: string;
  /** New keys are hashed under it. */
  pepper: Pepper;
  close(): Promise<void>;
};

/** Joins the platform whose data lies there, which is running. */
export async function openOperator(dataDirectory: string): Promise<Operator> {
  const environment = {
    ...readProcessEnvironment(),
    NUVERA_DATA_DIR: dataDirectory,
    DATABASE_URL: undefined,
  };
  const { settings, ownerDatabaseUrl } = await findDeployment(environment);
  const database = { ...settings.database, maxConnections: CONNECTIONS };
  const runtime = createRuntime({ ...settings, database });
  const [pepper] = parsePeppers(settings.apiKeyPepper);
  if (pepper === undefined) throw new Error("The deployment has no pepper.");
  return { runtime, ownerDatabaseUrl, pepper, close: () => runtime.database.close() };
}

/** A new organization; its sandbox is the place. */
export async function makeOrganization({ runtime }: Operator, name: string): Promise<Place> {
  const place: Place = { organizationId: newUuid(), environment: "sandbox" };
  await operate(runtime, place, createOrganization, { name });
  return place;
}

/** A pair of RSA keys in PEM, as partners make theirs. */
export function makeKeyPair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

/** A new application that no rate limit holds up. */
export async function makeCredentials(
  { runtime }: Operator,
  place: Place,
  permissions: readonly ApiPermission[] = API_PERMISSIONS,
): Promise<Credentials> {
  const { publicKey, privateKey } = makeKeyPair();
  const { application, apiKey } = await operate(runtime, place, createApplication, {
    name: "Bench",
    publicKeyPem: publicKey,
    permissions: [...permissions],
  });
  const limit = { applicationId: application.id, perSecond: RATE_LIMIT_PER_SECOND };
  await operate(runtime, place, setApplicationRateLimit, limit);
  return { apiKey, apiKeyId: application.apiKeys[0]?.id ?? "", privateKeyPem: privateKey };
}
