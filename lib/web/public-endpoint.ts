/** What every door of our own pages starts with; by itself, the door for people who have no session yet. */
import { errorResponse } from "@/lib/api/respond";
import { currentWire, headerValue, type Wire } from "@/lib/api/wire";
import { ApiError, unavailable } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { type Runtime, runtimeOrNull } from "@/lib/runtime";

export type PublicCall = { runtime: Runtime; wire: Wire };

/** Runs `work` for anybody who calls from one of our own pages; answers in JSON whatever happens. */
export async function handlePublic(
  request: Request,
  work: (call: PublicCall) => Promise<Response>,
): Promise<Response> {
  const wire = currentWire();
  const runtime = runtimeOrNull();
  const requestId = wire?.requestId ?? toPublicId("request", newUuid());
  try {
    if (wire === null || runtime === null)
      throw unavailable("Start the platform with its own server (npm start).");
    refuseCrossSite(request, wire);
    return await work({ runtime, wire });
  } catch (error) {
    return errorResponse(error, requestId, runtime?.settings.baseUrl ?? "");
  }
}

/**
 * A change must come from a page of this host. Browsers say so in `Sec-Fetch-Site`; where they do not, the `Origin`
 * they attach to every POST has to name this host.
 */
export function refuseCrossSite(request: Request, wire: Wire): void {
  if (request.method === "GET") return;
  const site = headerValue(wire, "sec-fetch-site");
  const origin = headerValue(wire, "origin");
  const isSameOrigin =
    site === null ? origin !== null && hostOf(origin) === headerValue(wire, "host") : site === "same-origin";
  if (!isSameOrigin) {
    throw new ApiError(
      "forbidden",
      "cross_site_request",
      "This call may only come from the platform's own pages.",
    );
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
