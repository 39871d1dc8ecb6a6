"use client";

import { CenteredPage } from "@/components/centered-page";
import { Button } from "@/components/ui/button";
import { Mono } from "@/components/ui/mono";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A page failed to render: plain words, a reference for support, and another try. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <CenteredPage title="This page could not be shown">
      <p className="text-muted-foreground">
        The server failed while it prepared the page. Nothing was changed.
      </p>
      {error.digest ? (
        <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground">
          Reference <Mono value={error.digest} label="reference" />
        </p>
      ) : null}
      <Button onClick={reset}>Try again</Button>
    </CenteredPage>
  );
}
