import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/section";
import { formatExactUtc } from "@/lib/client/time";
import type { WebhookList } from "@/lib/schemas/webhook";

/** The addresses that a partner's firewall lets in. */
export function EgressSection({ egress }: Pick<WebhookList, "egress">) {
  return (
    <Section
      title="Where deliveries come from"
      description={
        <>
          A firewall in front of the endpoint needs to let in these addresses only. The list is public,
          machine readable and dated:{" "}
          <a
            href="/.well-known/webhook-ips.json"
            className="rounded-sm font-mono text-[0.8125rem] text-link underline underline-offset-4"
          >
            /.well-known/webhook-ips.json
          </a>
        </>
      }
      actions={
        egress.length === 0 ? null : (
          <CopyButton value={egress.map(({ cidr }) => cidr).join("\n")} label="addresses" withText />
        )
      }
    >
      {egress.length === 0 ? (
        <p className="text-muted-foreground">
          The operator of this deployment has published no addresses: deliveries may come from any.
        </p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {egress.map(({ cidr, activeFrom, retireAt }) => (
            <li key={cidr} className="flex flex-wrap items-baseline gap-x-3">
              <code className="font-mono text-[0.8125rem]">{cidr}</code>
              <span className="text-[0.8125rem] text-muted-foreground">{datesOf(activeFrom, retireAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function datesOf(activeFrom: string | null, retireAt: string | null): string {
  return [
    activeFrom === null ? "" : `from ${formatExactUtc(activeFrom)}`,
    retireAt === null ? "" : `until ${formatExactUtc(retireAt)}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}
