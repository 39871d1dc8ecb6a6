import { z } from "zod";
import { findDeploymentFacts } from "@/db/queries/hub";
import { readOperation } from "@/lib/operations/operation";
import { deploymentFactsSchema } from "@/lib/schemas/hub";
import packageFile from "@/package.json";

export const getDeployment = readOperation({
  name: "getDeployment",
  summary: "Show the deployment's address, versions, mail delivery and the key that signs audit checkpoints",
  permission: "SYSTEM_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: deploymentFactsSchema,
  run: async ({ tx, scope, baseUrl, network, mailDelivery }) => {
    const { databaseVersion, checkpoint } = await findDeploymentFacts(tx, scope.organizationId);
    return {
      baseUrl,
      environmentBaseUrls: network.environmentBaseUrls,
      trustedProxies: [...network.trustedProxies],
      version: packageFile.version,
      databaseVersion,
      mailDelivery,
      checkpoint:
        checkpoint === null
          ? null
          : { keyFingerprint: checkpoint.keyFingerprint, signedAt: checkpoint.signedAt.toISOString() },
    };
  },
});
