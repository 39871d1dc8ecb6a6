/**
 * `npm run drill:rotation`: two server processes, a partner's service that never pauses, a full rotation of the API key
 * and of the signing key, then a disablement and a revocation. Exit code 0 when no request failed that should not
 * have, and none was accepted that began after the refusing call had returned.
 */
import { generateKeyPairSync } from "node:crypto";
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

async function drill(): Promise<Phase[]> {
  const cleanUps: (() => Promise<void>)[] = [];
  try {
    await ensureProductionBuild(say);
    const one = await startBenchPlatform(undefined);
    cleanUps.push(one.stop);
    const two = await startServer({
      name: "second server",
      args: ["--import", "tsx", "server.ts"],
      environment: { NUVERA_DATA_DIR: one.dataDirectory, NUVERA_DEMO: "0" },
      readyPath: "/api/health",
    });
    cleanUps.push(two.stop);
    const runtime = await runtimeOf(one.dataDirectory);
    cleanUps.push(() => runtime.database.close());
    const { credentials, actions } = await setUp(runtime);
    const service = new PartnerService([one.port, two.port], credentials, INSTANCES);
    cleanUps.push(() => service.stop());
    service.start();
    return await runPhases(service, credentials, actions, REQUESTS_PER_PHASE, say);
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}

const { text, isKept } = reportDrill(await drill(), INSTANCES);
process.stdout.write(text);
process.exit(isKept ? 0 : 1);
