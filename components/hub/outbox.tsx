"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Mail } from "lucide-react";
import { useEffect, useState } from "react";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { linkOwnAddresses, outboxQuery } from "@/lib/client/hub-outbox";
import type { MailView, OutboxView } from "@/lib/schemas/hub";

/** The newest mails of the deployment: what became of each, and the text where nothing delivers it. */
export function Outbox() {
  const query = useQuery(outboxQuery);
  if (query.isPending) return <RowsSkeleton label="Loading mails" />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The outbox could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { delivery, mails } = query.data;
  return (
    <div className="flex flex-col gap-4">
      <DeliveryNotice delivery={delivery} />
      {mails.length === 0 ? (
        <EmptyState icon={Mail} title="No mail in the last 30 days">
          Invitations, password resets and notices about API keys appear here.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-border border-border border-y">
          {mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} delivery={delivery} />
          ))}
        </ul>
      )}
    </div>
  );
}

function DeliveryNotice({ delivery }: Pick<OutboxView, "delivery">) {
  if (delivery === "smtp") return null;
  return (
    <Notice
      title={delivery === "outbox" ? "Mail is not sent, but kept here" : "Mail is neither sent nor kept"}
    >
      <p>
        {delivery === "outbox"
          ? "Links in these mails open accounts: give each to its recipient alone. "
          : "Links of invitations are shown once to whoever makes them. "}
        Set NUVERA_SMTP_URL and NUVERA_MAIL_FROM to have mail sent.
      </p>
    </Notice>
  );
}

function MailRow({ mail, delivery }: { mail: MailView } & Pick<OutboxView, "delivery">) {
  const head = (
    <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <span className="min-w-0 flex-1 basis-72">
        <span className="block font-medium [overflow-wrap:anywhere]">{mail.subject}</span>
        <span className="block text-muted-foreground [overflow-wrap:anywhere]">to {mail.recipient}</span>
      </span>
      <span className="flex flex-wrap items-baseline gap-x-4">
        <MailStatus mail={mail} delivery={delivery} />
        <span className="text-muted-foreground">
          <RelativeTime at={mail.createdAt} />
        </span>
      </span>
    </span>
  );
  return (
    <li>
      {mail.body === null ? (
        <div className="py-3 pl-6">{head}</div>
      ) : (
        <details className="group">
          <summary className="flex cursor-pointer list-none items-baseline gap-2 rounded-md py-3 hover:bg-accent/40 [&::-webkit-details-marker]:hidden">
            <ChevronRight
              aria-hidden="true"
              className="size-4 shrink-0 translate-y-0.5 text-muted-foreground transition-transform group-open:rotate-90"
            />
            {head}
          </summary>
          <MailBody body={mail.body} />
        </details>
      )}
    </li>
  );
}

function MailStatus({ mail, delivery }: { mail: MailView } & Pick<OutboxView, "delivery">) {
  if (mail.sentAt !== null) return <Status tone="success">Sent</Status>;
  if (mail.lastProblem !== null) {
    return (
      <Status tone="warning" className="whitespace-normal">
        {`Not sent after ${mail.attempts === 1 ? "1 attempt" : `${mail.attempts} attempts`}: ${mail.lastProblem}`}
      </Status>
    );
  }
  return <Status tone="neutral">{delivery === "smtp" ? "Waiting" : "Not sent"}</Status>;
}

/** Plain text. Only addresses of this deployment become links: a mail quotes what partners typed in. */
function MailBody({ body }: { body: string }) {
  const [origin, setOrigin] = useState<string | null>(null);
  useEffect(() => setOrigin(window.location.origin), []);
  const parts = origin === null ? [{ text: body, href: null }] : linkOwnAddresses(body, origin);
  return (
    <pre className="mb-3 ml-6 rounded-lg border border-border bg-muted/60 p-3 font-mono text-[0.8125rem] whitespace-pre-wrap [overflow-wrap:anywhere]">
      {parts.map(({ text, href }, place) =>
        href === null ? (
          text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts never change while they are shown
          <a key={place} href={href} rel="noreferrer" className="text-link underline underline-offset-4">
            {text}
          </a>
        ),
      )}
    </pre>
  );
}
