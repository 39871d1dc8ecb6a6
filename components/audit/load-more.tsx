"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

type LoadMoreProps = {
  hasMore: boolean;
  loading: boolean;
  /** Why the last attempt failed; then only the person tries again. */
  error: unknown;
  onLoad: () => void;
};

/** The next page: by itself when the end comes near, and by a button for those who do not scroll. */
export function LoadMore({ hasMore, loading, error, onLoad }: LoadMoreProps) {
  const end = useRef<HTMLDivElement>(null);
  const load = useEffectEvent(onLoad);
  const watches = hasMore && !loading && error === null;

  useEffect(() => {
    if (!watches || end.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load();
      },
      { rootMargin: "600px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [watches]);

  if (error !== null) {
    return (
      <ErrorState
        title="Older entries could not be loaded."
        error={error}
        onRetry={onLoad}
        retrying={loading}
      />
    );
  }
  if (!hasMore) return null;
  return (
    <div ref={end} className="flex justify-center">
      <Button variant="outline" loading={loading} onClick={onLoad}>
        Load more
      </Button>
    </div>
  );
}
