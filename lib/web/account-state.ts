/** The signed-in person's account for pages that show it, so that it is there before the first paint. */
import { type DehydratedState, dehydrate, QueryClient } from "@tanstack/react-query";
import { readAccount } from "@/lib/auth/account";
import { accountQuery } from "@/lib/client/account";
import { runtime } from "@/lib/runtime";
import { currentSession } from "@/lib/web/current-session";

export async function accountState(): Promise<DehydratedState> {
  const queryClient = new QueryClient();
  const session = await currentSession();
  if (session !== null) {
    await queryClient.prefetchQuery({ ...accountQuery, queryFn: () => readAccount(runtime(), session) });
  }
  return dehydrate(queryClient);
}
