import { headerValue, type Wire } from "@/lib/api/wire";
import { ApiError } from "@/lib/errors";

/**
 * Refuses a GET that leaves a trace when another site's page caused it: following its link would record a look that
 * nobody wanted. `message` says where such things begin.
 */
export function refuseForeignPages(wire: Wire, message: string): void {
  const site = headerValue(wire, "sec-fetch-site") ?? "none";
  if (site === "none" || site === "same-origin") return;
  throw new ApiError("forbidden", "cross_site_request", message);
}
