"use client";

import { RefusalSection } from "@/components/requests/detail/refusal-section";
import { RequestChecks } from "@/components/requests/detail/request-checks";
import { RequestFacts } from "@/components/requests/detail/request-facts";
import type { RequestLog } from "@/components/requests/use-request-log";
import type { RequestDetail } from "@/lib/schemas/request-log";

/** What a request says, the most urgent first: what to change, how far it came, everything that is known of it. */
export function RequestBody({ request, log }: { request: RequestDetail; log: RequestLog }) {
  return (
    <>
      {request.refusal === null ? null : <RefusalSection refusal={request.refusal} />}
      {request.checks.length === 0 ? null : <RequestChecks checks={request.checks} />}
      <RequestFacts request={request} log={log} />
    </>
  );
}
