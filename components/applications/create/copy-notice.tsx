import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ApplicationDraft } from "@/lib/client/application-draft";

type CopyNoticeProps = { copyOf: NonNullable<ApplicationDraft["copyOf"]>; onForget: () => void };

/** What a draft took over from a sandbox application, what it could not, and what is never taken over. */
export function CopyNotice({ copyOf, onForget }: CopyNoticeProps) {
  return (
    <Notice title={`Copy of ${copyOf.name} from the sandbox`}>
      <p>
        Name and permissions are filled in; change what differs here. The signing key and the API key are new:
        nothing secret is copied.
      </p>
      {copyOf.leftOut.length > 0 ? (
        <p>
          Left out, because you do not hold them:{" "}
          <code className="font-mono text-[0.8125rem]">{copyOf.leftOut.join(", ")}</code>. An owner or admin
          can grant them.
        </p>
      ) : null}
      <Button variant="link" size="inline" className="self-start" onClick={onForget}>
        Start empty instead
      </Button>
    </Notice>
  );
}
