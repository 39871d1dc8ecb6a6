/** Invented people and companies, so that a sandbox has somebody to find. Every start sees to it that they are listed. */
import { createReadStream } from "node:fs";
import path from "node:path";
import { ApiError } from "@/lib/errors";
import { newUuid, OPERATOR_ORGANIZATION_ID, toPublicId } from "@/lib/ids";
import { importWatchlist } from "@/lib/operations/screening/import-watchlist";
import type { Permission } from "@/lib/permissions";
import { PROJECT_ROOT } from "@/lib/project-root";
import type { Runtime } from "@/lib/runtime";

export const FICTIONAL_LIST = "fictional";
const FILE = path.join(PROJECT_ROOT, "lib", "screening", "fictional-watchlist.csv");

/** Imports the list into the sandbox unless it is there as it should be. Two servers that start at once do not mind. */
export async function ensureFictionalWatchlist(runtime: Runtime): Promise<void> {
  await importWatchlist(runtime, {
    list: FICTIONAL_LIST,
    environments: ["sandbox"],
    source: { name: "fictional-watchlist.csv", open: () => createReadStream(FILE) },
    principal: {
      kind: "system",
      organizationId: OPERATOR_ORGANIZATION_ID,
      environment: "sandbox",
      name: "Platform start",
      permissions: new Set<Permission>(["REFERENCE_WRITE"]),
    },
    origin: { requestId: toPublicId("request", newUuid()), address: null, userAgent: null },
    reason: null,
  }).catch((error: unknown) => {
    // The other one is at it.
    if (!(error instanceof ApiError && error.reason === "conflict")) throw error;
  });
}
