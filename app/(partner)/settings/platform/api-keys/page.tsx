import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PersonalKeys } from "@/components/personal-keys/personal-keys";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { personalKeysQuery } from "@/lib/client/personal-keys";
import { listPersonalKeys } from "@/lib/operations/personal-keys/list";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "API Keys" };

export default async function PersonalKeysPage() {
  const shell = await requirePartnerShell();
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery({
    ...personalKeysQuery(partnerWorkplace(shell).place),
    queryFn: () => callOperation(shell, listPersonalKeys, {}),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PersonalKeys />
    </HydrationBoundary>
  );
}
