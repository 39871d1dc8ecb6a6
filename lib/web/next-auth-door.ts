/** next-auth's endpoints, limited to the ones our pages use, so that none of its own pages ever shows. */
import NextAuth from "next-auth";
import { errorResponse } from "@/lib/api/respond";
import { currentWire } from "@/lib/api/wire";
import { ApiError, unavailable } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { runtimeOrNull } from "@/lib/runtime";
import { authOptions } from "@/lib/web/next-auth";

const ACTIONS = new Set([
  "GET csrf",
  "GET providers",
  "GET session",
  "POST callback/credentials",
  "POST signout",
]);

type RouteContext = { params: Promise<{ nextauth: string[] }> };

export async function handleNextAuth(request: Request, context: RouteContext): Promise<Response> {
  const wire = currentWire();
  const runtime = runtimeOrNull();
  const requestId = wire?.requestId ?? toPublicId("request", newUuid());
  const baseUrl = runtime?.settings.baseUrl ?? "";
  try {
    if (wire === null || runtime === null)
      throw unavailable("Start the platform with its own server (npm start).");
    const { nextauth } = await context.params;
    if (!ACTIONS.has(`${request.method} ${nextauth.join("/")}`)) {
      throw new ApiError("not_found", "not_found", "No such path.");
    }
    let hasFailed = false;
    const options = authOptions(runtime.settings, (error) => {
      hasFailed = true;
      logError("signing in or out failed", error, { requestId });
    });
    const response: Response = await NextAuth(options)(request, context);
    // Its answer is not ours to give then: it says 401, or that somebody was signed out whose session lives on.
    if (hasFailed) throw unavailable("Signing in and out does not work right now. Try again in a moment.");
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("X-Request-Id", requestId);
    return response;
  } catch (error) {
    return errorResponse(error, requestId, baseUrl);
  }
}
