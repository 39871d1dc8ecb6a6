import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { routes } from "@/lib/routes";

export default function ApplicationNotFound() {
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Settings" },
          { label: "Platform" },
          { label: "API Applications", href: routes.applications },
        ]}
        title="API application"
      />
      <EmptyState
        icon={SearchX}
        title="No such API application here"
        action={
          <Button asChild variant="outline">
            <Link href={routes.applications}>All API applications</Link>
          </Button>
        }
      >
        It may belong to another organization, or it was deleted.
      </EmptyState>
    </>
  );
}
