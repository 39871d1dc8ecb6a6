/**
 * The session door: our own pages call operations through it. It takes the person from the session cookie and the
 * organization and environment from the path, and refuses what another site's page could have sent.
 */
import { z } from "zod";
import { MAXIMUM_JSON_BODY_BYTES, parseJsonBody, readBody } from "@/lib/api/body";
import { mergePathParameters, parseQuery } from "@/lib/api/input";
import { jsonResponse } from "@/lib/api/respond";
import { headerValue, originOf, type Wire } from "@/lib/api/wire";
import type { Session } from "@/lib/auth/session";
import { notFound, unauthorized } from "@/lib/errors";
import type { Operation } from "@/lib/operations/operation";
import { runOperation } from "@/lib/operations/run";
import { parseInput } from "@/lib/operations/validation";
import { reasonSchema } from "@/lib/schemas/account";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import { currentSession } from "@/lib/web/current-session";
import { toUserPrincipal } from "@/lib/web/principal";
import { handlePublic, type PublicCall } from "@/lib/web/public-endpoint";

type RouteContext = { params: Promise<Record<string, string>> };

/**
 * Wraps an operation for `app/api/ui/organizations/[organizationId]/[environment]/…`, or without the environment for
 * one that reaches the whole organization. A change may say why, in `reason` beside its input.
 */
export function sessionEndpoint<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  options: { status?: 200 | 201 } = {},
): (request: Request, context: RouteContext) => Promise<Response> {
  return (request, context) =>
    handleWithSession(request, async ({ runtime, wire, session }) => {
      const { place, pathParameters } = splitPath(await context.params, operation);
      const principal =
        place === null ? null : toUserPrincipal(session, place.organizationId, place.environment);
      if (principal === null) throw notFound("organization");
      const { input, reason } = await readCall(request, wire, pathParameters);
      const output = await runOperation(runtime, principal, operation, input, originOf(wire), reason);
      return jsonResponse(options.status ?? 200, output, wire.requestId);
    });
}

/** Whose rows the path names (`null` for no such environment), and what else it names. */
export function splitPath(
  parameters: Record<string, string>,
  { reach }: Pick<Operation, "reach">,
): {
  place: { organizationId: string; environment: Environment } | null;
  pathParameters: Record<string, string>;
} {
  const { organizationId = "", environment, ...pathParameters } = parameters;
  const named = environment === undefined && reach === "organization" ? "sandbox" : environment;
  const parsed = environmentSchema.safeParse(named);
  return { place: parsed.success ? { organizationId, environment: parsed.data } : null, pathParameters };
}

/** The operation's input, from the query or the body and the path; and why, where the caller says so. */
export async function readCall(
  request: Request,
  wire: Wire,
  pathParameters: Record<string, string>,
): Promise<{ input: Record<string, unknown>; reason: string | null }> {
  if (wire.method === "GET") {
    return { input: mergePathParameters(parseQuery(wire.target), pathParameters), reason: null };
  }
  const { reason, ...body } = await readJson(request, wire);
  return {
    input: mergePathParameters(body, pathParameters),
    reason: reason === undefined ? null : parseInput(z.object({ reason: reasonSchema }), { reason }).reason,
  };
}

export type SessionCall = PublicCall & { session: Session };

/** Runs `work` for a signed-in person; answers in JSON whatever happens. */
export function handleWithSession(
  request: Request,
  work: (call: SessionCall) => Promise<Response>,
): Promise<Response> {
  return handlePublic(request, async ({ runtime, wire }) => {
    const session = await currentSession();
    if (session === null) throw unauthorized("session_missing", "Sign in to continue.");
    return work({ runtime, wire, session });
  });
}

/** The JSON object in the body of a call from our own pages. */
export async function readJson(request: Request, wire: Wire): Promise<Record<string, unknown>> {
  return parseJsonBody(
    await readBody(request.body, MAXIMUM_JSON_BODY_BYTES),
    headerValue(wire, "content-type"),
  );
}
