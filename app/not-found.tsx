import Link from "next/link";
import { CenteredPage } from "@/components/centered-page";
import { Button } from "@/components/ui/button";
import { routes } from "@/lib/routes";

export default function NotFound() {
  return (
    <CenteredPage title="Page not found">
      <p className="text-muted-foreground">
        There is nothing at this address, or your account may not see it.
      </p>
      <Button asChild variant="outline">
        <Link href={routes.home}>Go to the start page</Link>
      </Button>
    </CenteredPage>
  );
}
