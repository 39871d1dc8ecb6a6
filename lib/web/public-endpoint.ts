/** The door for people who have no session yet: they come with a link, or ask for one. */
import { errorResponse } from "@/lib/api/respond";
import { currentWire, type Wire } from "@/lib/api/wire";
import { unavailable } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { type Runtime, runtimeOrNull } from "@/lib/runtime";
import { refuseCrossSite } from "@/lib/web/session-endpoint";

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
