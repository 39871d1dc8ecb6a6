import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { routes } from "@/lib/routes";

export default function OrganizationNotFound() {
  return (
    <>
      <PageHeader crumbs={[{ label: "Organizations", href: routes.hub }]} title="Nothing here" />
      <EmptyState
        icon={SearchX}
        title="No such organization or application"
        action={
          <Button asChild variant="outline">
            <Link href={routes.hub}>All organizations</Link>
          </Button>
        }
      >
        The id names no partner organization, or an application of another organization or environment, or one
        that was deleted.
      </EmptyState>
    </>
  );
}
