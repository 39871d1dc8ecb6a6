import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { routes } from "@/lib/routes";

export default function ApplicationNotFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="No such API application here"
      action={
        <Button asChild variant="outline">
          <Link href={routes.applications}>All API applications</Link>
        </Button>
      }
    >
      It may belong to another organization or to the other environment, or it was deleted.
    </EmptyState>
  );
}
