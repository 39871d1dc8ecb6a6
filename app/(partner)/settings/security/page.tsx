import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccountSecurity } from "@/components/account/account-security";
import { PageHeader } from "@/components/ui/page-header";
import { accountState } from "@/lib/web/account-state";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const { user } = await requirePartnerShell();
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }]}
        title="Security"
        description={`How you sign in as ${user.email}, in every organization.`}
      />
      <HydrationBoundary state={await accountState()}>
        <AccountSecurity />
      </HydrationBoundary>
    </>
  );
}
