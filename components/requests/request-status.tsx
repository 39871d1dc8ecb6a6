import { Status } from "@/components/ui/status";
import { STATUS_CLASS_WORDS, statusClassOf } from "@/lib/client/request-words";
import type { RequestEntry } from "@/lib/schemas/request-log";

/** `200 Succeeded`, `401 uri_mismatch`: the status and what it means or comes from, in word and colour. */
export function RequestStatus({ status, reason }: Pick<RequestEntry, "status" | "reason">) {
  const { tone, words } = STATUS_CLASS_WORDS[statusClassOf(status)];
  return (
    <Status tone={tone}>
      <span>
        <span className="font-mono">{status}</span>{" "}
        {reason === null ? words : <code className="font-mono">{reason}</code>}
      </span>
    </Status>
  );
}
