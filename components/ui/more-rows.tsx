import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

type MoreRowsProps = {
  /** An infinite query whose first page is there. */
  query: {
    error: unknown;
    hasNextPage: boolean;
    isFetchNextPageError: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  /** "More applications could not be loaded." */
  failure: string;
};

/** What stands below the rows of a list: the way to more of them, or why they did not come. */
export function MoreRows({ query, failure }: MoreRowsProps) {
  const loadMore = () => void query.fetchNextPage();
  if (query.isFetchNextPageError) {
    return (
      <ErrorState
        title={failure}
        error={query.error}
        onRetry={loadMore}
        retrying={query.isFetchingNextPage}
      />
    );
  }
  if (!query.hasNextPage) return null;
  return (
    <Button variant="outline" className="self-center" loading={query.isFetchingNextPage} onClick={loadMore}>
      Load more
    </Button>
  );
}
