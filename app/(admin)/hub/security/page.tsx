import { HydrationBoundary } from "@tanstack/react-query";
import { AccountSecurity } from "@/components/account/account-security";
import { PageHeader } from "@/components/ui/page-header";
import { accountState } from "@/lib/web/account-state";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";

export const generateMetadata = () => hubMetadata("Security");

export default async function HubSecurityPage() {
  const { user, hasSecondFactor } = await requireHubShell({ withoutCodes: "allowed" });
  return (
    <>
      {hasSecondFactor ? (
        <PageHeader title="Security" description={`How you sign in as ${user.email}.`} />
      ) : (
        <PageHeader
          title="Set up one-time codes"
          description="Staff sign in with a one-time code. The hub opens once yours are set up."
        />
      )}
      <HydrationBoundary state={await accountState()}>
        <AccountSecurity />
      </HydrationBoundary>
    </>
  );
}
