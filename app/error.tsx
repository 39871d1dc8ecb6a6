"use client";

import { CenteredPage } from "@/components/centered-page";
import { buttonVariants } from "@/components/ui/button-variants";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A page failed to render: plain words, a reference for support, and another try. Every page loads it, so it is small. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <CenteredPage title="This page could not be shown">
      <p className="text-muted-foreground">
        The server failed while it prepared the page. Nothing was changed.
      </p>
      {error.digest ? (
        <p className="text-muted-foreground">
          Reference <code className="font-mono text-[0.8125rem] break-all select-all">{error.digest}</code>
        </p>
      ) : null}
      <button type="button" className={buttonVariants()} onClick={reset}>
        Try again
      </button>
    </CenteredPage>
  );
}
