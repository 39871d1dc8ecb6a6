import { Notice } from "@/components/ui/notice";

/** A deployment for local work says so where it matters. */
export function PrivateTargetsNotice() {
  return (
    <Notice tone="warning" title="Private addresses are allowed in this sandbox">
      <p>
        This deployment runs with{" "}
        <code className="font-mono text-[0.8125rem]">NUVERA_WEBHOOK_ALLOW_PRIVATE</code>: sandbox endpoints
        may be plain HTTP, on this machine and in private networks. Production endpoints may not.
      </p>
    </Notice>
  );
}
