import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CenteredPage } from "@/components/centered-page";
import { SignOutButton } from "@/components/sign-in/sign-out-button";
import { routes } from "@/lib/routes";
import { getSessionUser } from "@/lib/web/shell";

export const metadata: Metadata = { title: "No area" };

/** Where accounts land that may use neither the partner area nor the hub. */
export default async function NoAreaPage() {
  const user = await getSessionUser();
  if (user === null) redirect(routes.signIn);
  if (user.area !== "none") redirect(user.home);
  return (
    <CenteredPage title="This account has no area here">
      <p className="text-muted-foreground">
        You are signed in, but this site is for the staff of partner organizations. If you expected access,
        ask an owner or admin of your organization to invite you.
      </p>
      <SignOutButton />
    </CenteredPage>
  );
}
