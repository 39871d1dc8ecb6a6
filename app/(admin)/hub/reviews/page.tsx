import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { ReviewQueues } from "@/components/hub/reviews/review-queues";
import { QUEUE_PAGE_SIZE, queueQuery, readQueueAddress } from "@/lib/client/hub-queue";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";
import { QUEUE_OPERATIONS } from "./queue-operations";

export const generateMetadata = () => hubMetadata("Reviews");

type ReviewsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReviewsPage({ searchParams }: ReviewsPageProps) {
  await requireHubShell();
  const named = await searchParams;
  const { queue, environment } = readQueueAddress({ get: (name) => [named[name]].flat()[0] ?? null });
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    ...queueQuery(queue, environment),
    queryFn: () =>
      callHubOperation(QUEUE_OPERATIONS[queue], "deployment", { environment, limit: QUEUE_PAGE_SIZE }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReviewQueues />
    </HydrationBoundary>
  );
}
