import type { RequestRow } from "@/db/queries/request-log";
import { checksFor, explainRefusal } from "@/lib/explain";
import { momentOfUuid, toPublicId } from "@/lib/ids";
import type { RequestDetail, RequestEntry } from "@/lib/schemas/request-log";

/** A logged request as a list shows it. Applications and keys that have ended are named like others. */
export function toRequestEntry(row: RequestRow): RequestEntry {
  return {
    id: toPublicId("request", row.id),
    occurredAt: momentOfUuid(row.id).toISOString(),
    method: row.method,
    target: row.target,
    route: row.route,
    status: row.status,
    reason: row.reason,
    latencyMilliseconds: row.latency_microseconds / 1000,
    address: row.address,
    application:
      row.application_id === null
        ? null
        : { id: toPublicId("application", row.application_id), name: row.application_name ?? "" },
    key: toSentKey(row),
  };
}

type SentKey = Pick<RequestRow, "application_id" | "key_id" | "key_last_four" | "key_name">;

export function toSentKey(row: SentKey): NonNullable<RequestEntry["key"]> {
  const kind = row.application_id === null ? "personal_key" : "api_key";
  return {
    kind,
    id: toPublicId(kind === "api_key" ? "apiKey" : "personalKey", row.key_id),
    lastFour: row.key_last_four ?? "",
    name: row.key_name,
  };
}

/** The same with everything that is known, and what was refused explained. */
export function toRequestDetail(row: RequestRow): RequestDetail {
  const { reason, refusal } = row;
  const { signing_key_id: signingKeyId, signing_key_fingerprint: fingerprint } = row;
  return {
    ...toRequestEntry(row),
    userAgent: row.user_agent,
    requestBytes: row.request_bytes,
    responseBytes: row.response_bytes,
    permission: row.permission,
    signingKey:
      signingKeyId === null || fingerprint === null
        ? null
        : { id: toPublicId("signingKey", signingKeyId), fingerprint },
    checks:
      row.application_id === null
        ? []
        : checksFor(reason, { route: row.route !== null, proven: signingKeyId !== null }),
    refusal:
      reason === null
        ? null
        : explainRefusal({ reason, message: refusal?.message ?? "", details: refusal?.details ?? {} }),
  };
}
