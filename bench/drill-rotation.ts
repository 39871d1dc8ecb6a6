/**
 * `npm run drill:rotation`: two server processes, or with `-- --workers N` one platform with N workers on one port; a partner's
 * service that never pauses, a full rotation of the API key and of the signing key, then a disablement and a
 * revocation. Exit code 0 when no request failed that should not have, and none was accepted that began after the
 * refusing call had returned.
 */
import { generateKeyPairSync } from "node:crypto";
import { parseArgs } from "node:util";
import { type Actions, type Phase, runPhases } from "@/bench/drill/phases";
import { reportDrill } from "@/bench/drill/report";
import { type InstanceCredentials, PartnerService } from "@/bench/drill/service";
import { startBenchPlatform } from "@/bench/platform";
import { startServer } from "@/bench/server-process";
import { operate } from "@/cli/deployment";
import type { Place } from "@/db/queries/locate";
import { ensureProductionBuild } from "@/lib/boot/build";
import { findDeployment } from "@/lib/boot/deployment";
import { readProcessEnvironment } from "@/lib/env";
import { newUuid } from "@/lib/ids";
import { createReplacementKey, revokeApiKey } from "@/lib/operations/applications/api-keys";
import { createApplication } from "@/lib/operations/applications/create";
import { endSigningKeyOverlap } from "@/lib/operations/applications/end-signing-key-overlap";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { setApplicationRateLimit } from "@/lib/operations/applications/settings";
import { disableApplication, enableApplication } from "@/lib/operations/applications/state";
import { createOrganization } from "@/lib/operations/organizations/create";
import { createRuntime, type Runtime } from "@/lib/runtime";

const INSTANCES = 16;
const REQUESTS_PER_PHASE = 3_000;
const RATE_LIMIT_PER_SECOND = 100_000;
const OVERLAP_SECONDS = 3_600;

const say = (line: string) => process.stderr.write(`${line}\n`);

function makeKeyPair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

async function runtimeOf(dataDirectory: string): Promise<Runtime> {
  const environment = {
    ...readProcessEnvironment(),
    NUVERA_DATA_DIR: dataDirectory,
    DATABASE_URL: undefined,
  };
  const { settings } = await findDeployment(environment);
  return createRuntime({ ...settings, database: { ...settings.database, maxConnections: 2 } });
}

/** The partner and what is done to its credentials, from a third process that shares nothing with the servers. */
async function setUp(runtime: Runtime): Promise<{ credentials: InstanceCredentials; actions: Actions }> {
  const place: Place = { organizationId: newUuid(), environment: "sandbox" };
  await operate(runtime, place, createOrganization, { name: "Drill" });
  const keys = makeKeyPair();
  const { application, apiKey } = await operate(runtime, place, createApplication, {
    name: "Drill",
    publicKeyPem: keys.publicKey,
    permissions: [],
  });
  const applicationId = application.id;
  await operate(runtime, place, setApplicationRateLimit, { applicationId, perSecond: RATE_LIMIT_PER_SECOND });
  let current = { apiKey, apiKeyId: application.apiKeys[0]?.id ?? "", privateKeyPem: keys.privateKey };
  const actions: Actions = {
    createReplacementKey: async () => {
      const created = await operate(runtime, place, createReplacementKey, { applicationId, grace: "24h" });
      current = { ...current, apiKey: created.apiKey, apiKeyId: created.apiKeyId };
      return current;
    },
    revokeKey: async (apiKeyId) => {
      await operate(runtime, place, revokeApiKey, { apiKeyId });
    },
    replaceSigningKey: async () => {
      const next = makeKeyPair();
      await operate(runtime, place, replaceSigningKey, {
        applicationId,
        publicKeyPem: next.publicKey,
        overlapSeconds: OVERLAP_SECONDS,
      });
      current = { ...current, privateKeyPem: next.privateKey };
      return current;
    },
    endSigningKeyOverlap: async () => {
      await operate(runtime, place, endSigningKeyOverlap, { applicationId });
    },
    disable: async () => {
      await operate(runtime, place, disableApplication, { applicationId });
    },
    enable: async () => {
      await operate(runtime, place, enableApplication, { applicationId });
    },
  };
  return { credentials: current, actions };
}

/** Where requests go. What `onStop` is given ends the servers. */
async function startServers(
  workers: string | undefined,
  onStop: (cleanUp: () => Promise<void>) => void,
): Promise<{ ports: number[]; dataDirectory: string }> {
  const one = await startBenchPlatform(undefined, workers === undefined ? [] : ["--workers", workers]);
  onStop(one.stop);
  const { dataDirectory } = one;
  if (workers !== undefined) return { ports: [one.port], dataDirectory };
  const two = await startServer({
    name: "second server",
    args: ["scripts/start.mjs"],
    environment: { NUVERA_DATA_DIR: dataDirectory, NUVERA_DEMO: "0" },
    readyPath: "/api/health",
  });
  onStop(two.stop);
  return { ports: [one.port, two.port], dataDirectory };
}

async function drill(workers: string | undefined): Promise<Phase[]> {
  const cleanUps: (() => Promise<void>)[] = [];
  try {
    await ensureProductionBuild(say);
    const { ports, dataDirectory } = await startServers(workers, (cleanUp) => cleanUps.push(cleanUp));
    const runtime = await runtimeOf(dataDirectory);
    cleanUps.push(() => runtime.database.close());
    const { credentials, actions } = await setUp(runtime);
    const service = new PartnerService(ports, credentials, INSTANCES);
    cleanUps.push(() => service.stop());
    service.start();
    return await runPhases(service, credentials, actions, REQUESTS_PER_PHASE, say);
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}

const { workers } = parseArgs({ options: { workers: { type: "string" } } }).values;
const servers = workers === undefined ? "two server processes" : `one port with ${workers} workers`;
const { text, isKept } = reportDrill(await drill(workers), `${INSTANCES} instances at ${servers}`);
process.stdout.write(text);
process.exit(isKept ? 0 : 1);
