/** The running deployment as commands reach it: the same operations, as the operator, in the right organization. */
import type { z } from "zod";
import {
  locateApiKey,
  locateApplication,
  locateOrganization,
  organizationExists,
  type Place,
} from "@/db/queries/locate";
import { locatePersonalKey } from "@/db/queries/personal-keys";
import { findMember, findMemberByEmail } from "@/db/queries/team";
import { locateWebhook } from "@/db/queries/webhooks";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { findDeployment } from "@/lib/boot/deployment";
import { readProcessEnvironment } from "@/lib/env";
import { ApiError, notFound } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { runOperation } from "@/lib/operations/run";
import { createRuntime, type Runtime } from "@/lib/runtime";

const CONNECTIONS = 2;

/** Runs `work` on the deployment of this environment, and leaves nothing open that would keep the process. */
export async function withDeployment<Result>(work: (runtime: Runtime) => Promise<Result>): Promise<Result> {
  const { settings } = await findDeployment(readProcessEnvironment());
  const database = { ...settings.database, maxConnections: CONNECTIONS };
  const runtime = createRuntime({ ...settings, database });
  try {
    return await work(runtime);
  } finally {
    await runtime.reads.close();
    await runtime.database.close();
  }
}

/** Runs `operation` as the operator at the command line. Throws `ApiError` as `runOperation` does. */
export function operate<Input extends z.ZodType, Output extends z.ZodType>(
  runtime: Runtime,
  place: Place,
  operation: Operation<Input, Output>,
  input: unknown,
  reason: string | null = null,
): Promise<z.output<Output>> {
  const principal = operatorCli(place.organizationId, place.environment);
  return runOperation(runtime, principal, operation, input, operatorCliOrigin(), reason);
}

/** The UUID of the organization named by `org_…` id or slug; throws 404. */
export async function requireOrganization({ database }: Runtime, idOrSlug: string): Promise<string> {
  const uuid = fromPublicId("organization", idOrSlug);
  const found =
    uuid === null
      ? await locateOrganization(database, idOrSlug)
      : (await organizationExists(database, uuid))
        ? uuid
        : null;
  if (found === null) throw new ApiError("not_found", "not_found", "No organization with this id or slug.");
  return found;
}

/** The public id of the member named by `usr_…` id or e-mail address; throws 404 for whoever is no member. */
export async function requireMemberId(
  { database }: Runtime,
  organizationId: string,
  idOrEmail: string,
): Promise<string> {
  const uuid = fromPublicId("user", idOrEmail);
  const member = await database.readInScope({ organizationId, environment: null }, (tx) =>
    uuid === null ? findMemberByEmail(tx, organizationId, idOrEmail) : findMember(tx, organizationId, uuid),
  );
  if (member === undefined) {
    throw new ApiError(
      "not_found",
      "not_found",
      "No member of this organization with this id or e-mail address.",
    );
  }
  return toPublicId("user", member.userId);
}

/** Where the personal API key lives; throws 404. */
export async function requirePersonalKeyPlace({ database }: Runtime, personalKeyId: string): Promise<Place> {
  const uuid = fromPublicId("personalKey", personalKeyId);
  const place = uuid === null ? null : await locatePersonalKey(database, uuid);
  if (place === null) throw notFound("personal API key");
  return place;
}

/** Where the application lives; throws 404. */
export async function requireApplicationPlace({ database }: Runtime, applicationId: string): Promise<Place> {
  const uuid = fromPublicId("application", applicationId);
  const place = uuid === null ? null : await locateApplication(database, uuid);
  if (place === null) throw notFound("application");
  return place;
}

/** Where the webhook endpoint is; throws 404. */
export async function requireWebhookPlace({ database }: Runtime, webhookId: string): Promise<Place> {
  const uuid = fromPublicId("webhookEndpoint", webhookId);
  const place = uuid === null ? null : await locateWebhook(database, uuid);
  if (place === null) throw notFound("webhook endpoint");
  return place;
}

/** Where the API key's application lives; throws 404. */
export async function requireApiKeyPlace({ database }: Runtime, apiKeyId: string): Promise<Place> {
  const uuid = fromPublicId("apiKey", apiKeyId);
  const place = uuid === null ? null : await locateApiKey(database, uuid);
  if (place === null) throw notFound("API key");
  return place;
}
