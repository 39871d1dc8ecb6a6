import { Status } from "@/components/ui/status";
import { STATUS_CLASS_WORDS, statusClassOf } from "@/lib/client/request-words";

/** `401 Refused`: the status and what it means, in word and colour. */
export function RequestStatus({ status }: { status: number }) {
  const { tone, words } = STATUS_CLASS_WORDS[statusClassOf(status)];
  return (
    <Status tone={tone}>
      <span className="tabular-nums">
        <span className="font-mono">{status}</span> {words}
      </span>
    </Status>
  );
}
