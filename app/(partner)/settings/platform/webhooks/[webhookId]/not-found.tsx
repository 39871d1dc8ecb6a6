import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { routes } from "@/lib/routes";

export default function WebhookNotFound() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }, { label: "Platform" }, { label: "Webhooks", href: routes.webhooks }]}
        title="Webhook endpoint"
      />
      <EmptyState
        icon={SearchX}
        title="No such webhook endpoint here"
        action={
          <Button asChild variant="outline">
            <Link href={routes.webhooks}>All webhooks</Link>
          </Button>
        }
      >
        It may belong to another organization, or it was deleted.
      </EmptyState>
    </>
  );
}
