"use client";

import { ArrowLeftRight } from "lucide-react";
import Link from "next/link";
import { useGoInEnvironment } from "@/components/shell/use-go-in-environment";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { routes } from "@/lib/routes";
import type { WebhookView } from "@/lib/schemas/webhook";

/** A link of a mail may lead to an endpoint of the environment that one is not in: the switch is one click. */
export function WebhookElsewhere({ webhook }: { webhook: Pick<WebhookView, "url" | "environment"> }) {
  const words = webhook.environment === "production" ? "Production" : "Sandbox";
  const { go, going } = useGoInEnvironment(webhook.environment);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }, { label: "Platform" }, { label: "Webhooks", href: routes.webhooks }]}
        title={<span className="break-all">{webhook.url}</span>}
      />
      <EmptyState
        icon={ArrowLeftRight}
        title={`This webhook endpoint is in ${words}`}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button
              loading={going}
              onClick={() => {
                const { pathname, search } = window.location;
                void go(`${pathname}${search}`);
              }}
            >
              Switch to {words}
            </Button>
            <Button asChild variant="outline">
              <Link href={routes.webhooks}>All webhooks</Link>
            </Button>
          </div>
        }
      >
        You are looking at the other environment.
      </EmptyState>
    </>
  );
}
