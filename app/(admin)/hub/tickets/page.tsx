import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { TicketQueue } from "@/components/hub/tickets/ticket-queue";
import { QUEUE_PAGE_SIZE, queueQuery, readQueueAddress } from "@/lib/client/hub-queue";
import { listTicketQueue } from "@/lib/operations/tickets/queue";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";

export const generateMetadata = () => hubMetadata("Tickets");

type TicketsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TicketsPage({ searchParams }: TicketsPageProps) {
  await requireHubShell();
  const named = await searchParams;
  const { environment } = readQueueAddress({ get: (name) => [named[name]].flat()[0] ?? null });
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    ...queueQuery("tickets", environment),
    queryFn: () => callHubOperation(listTicketQueue, "deployment", { environment, limit: QUEUE_PAGE_SIZE }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TicketQueue />
    </HydrationBoundary>
  );
}
