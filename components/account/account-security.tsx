"use client";

import { useQuery } from "@tanstack/react-query";
import { OneTimeCodesSection } from "@/components/account/one-time-codes-section";
import { PasswordSection } from "@/components/account/password-section";
import { SessionsSection } from "@/components/account/sessions-section";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { accountQuery } from "@/lib/client/account";

/** How the signed-in person gets in: one-time codes, password, sessions. The same for partners and staff. */
export function AccountSecurity() {
  const query = useQuery(accountQuery);
  if (query.isPending) return <AccountSkeleton />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="Your account could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  return (
    <div className="flex flex-col gap-12">
      <OneTimeCodesSection account={query.data} />
      <PasswordSection account={query.data} />
      <SessionsSection account={query.data} />
    </div>
  );
}

const PARTS = ["one-time codes", "password", "sessions"];

function AccountSkeleton() {
  return (
    <div role="status" className="flex animate-appear-late flex-col gap-12">
      <span className="sr-only">Loading your account</span>
      {PARTS.map((part) => (
        <div key={part} className="flex flex-col gap-3">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-4 w-80 max-w-full" />
          <Skeleton className="h-20 w-full max-w-xl" />
        </div>
      ))}
    </div>
  );
}
