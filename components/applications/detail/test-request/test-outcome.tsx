import { PermissionCodes } from "@/components/applications/permission-summary";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { Status } from "@/components/ui/status";
import type { AcceptedTest, RefusedTest, TestOutcome } from "@/lib/client/signed-test-request";
import { formatExactUtc } from "@/lib/client/time";
import { API_PERMISSIONS } from "@/lib/permissions";

/** What the server saw, or why it refused, with what was expected and received side by side. */
export function TestOutcomeView({ outcome }: { outcome: TestOutcome }) {
  if (outcome.kind === "failed") {
    return (
      <Notice tone="destructive" role="alert" title="The request was not sent or not answered">
        <p>{outcome.message}</p>
      </Notice>
    );
  }
  if (outcome.kind === "refused") return <Refused refusal={outcome.refusal} />;
  return <Accepted saw={outcome.saw} clockOffsetSeconds={outcome.clockOffsetSeconds} />;
}

function Accepted({ saw, clockOffsetSeconds }: { saw: AcceptedTest; clockOffsetSeconds: number }) {
  const { application, apiKey, signingKey, serverTime, requestId } = saw;
  return (
    <div role="status" className="flex flex-col gap-2">
      <Status tone="success">200 Accepted: key, signature and every claim are right</Status>
      <KeyValueList className="border-border border-y">
        <KeyValue term="Application">{application.name}</KeyValue>
        <KeyValue term="API key">
          <code className="font-mono">…{apiKey.lastFour}</code>, {apiKey.status}
        </KeyValue>
        <KeyValue term="Signing key">
          <Mono value={signingKey.fingerprint} label="fingerprint" />, {signingKey.status}
        </KeyValue>
        <KeyValue term="Permissions">
          <PermissionCodes
            permissions={API_PERMISSIONS.filter((one) => application.permissions.includes(one))}
          />
        </KeyValue>
        <KeyValue term="Server time">
          <span className="tabular-nums">{formatExactUtc(new Date(serverTime * 1000).toISOString())}</span>
          {clockOffsetSeconds === 0 ? null : (
            <p className="text-warning">
              This device&apos;s clock is {Math.abs(clockOffsetSeconds)} s{" "}
              {clockOffsetSeconds > 0 ? "behind" : "ahead"}. The request was signed again with the
              server&apos;s time.
            </p>
          )}
        </KeyValue>
        <KeyValue term="Request id">
          <Mono value={requestId} label="request id" />
        </KeyValue>
      </KeyValueList>
    </div>
  );
}

function Refused({ refusal }: { refusal: RefusedTest }) {
  const { status, reason, message, expected, received, hint, requestId, advice } = refusal;
  return (
    <div role="alert" className="flex flex-col gap-2">
      <Status tone="destructive">
        {status} Refused: <code className="font-mono">{reason}</code>
      </Status>
      <KeyValueList className="border-border border-y">
        <KeyValue term="Why">{message}</KeyValue>
        {expected === null ? null : (
          <KeyValue term="Expected">
            <code className="break-all font-mono text-[0.8125rem]">{expected}</code>
          </KeyValue>
        )}
        {received === null ? null : (
          <KeyValue term="Received">
            <code className="break-all font-mono text-[0.8125rem]">{received}</code>
          </KeyValue>
        )}
        {hint === null ? null : <KeyValue term="Hint">{hint}</KeyValue>}
        <KeyValue term="What to do">{advice}</KeyValue>
        {requestId === null ? null : (
          <KeyValue term="Request id">
            <Mono value={requestId} label="request id" />
          </KeyValue>
        )}
      </KeyValueList>
    </div>
  );
}
