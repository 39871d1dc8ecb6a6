"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { UiError } from "@/lib/client/ui-error";

type ErrorStateProps = {
  /** What could not be done: "The API applications could not be loaded." */
  title: string;
  error: unknown;
  onRetry?: () => void;
  retrying?: boolean;
};

/** What failed, why, the request id to quote, and the way to try again. */
export function ErrorState({ title, error, onRetry, retrying = false }: ErrorStateProps) {
  const uiError = error instanceof UiError ? error : null;
  return (
    <Notice tone="destructive" role="alert" title={title}>
      <p>{uiError?.message ?? "Something on this page failed. Try again."}</p>
      {uiError?.requestId ? (
        <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-[0.8125rem]">
          Request id <Mono value={uiError.requestId} label="request id" />
        </p>
      ) : null}
      {onRetry ? (
        <Button variant="outline" size="sm" className="mt-1 self-start" onClick={onRetry} loading={retrying}>
          {retrying ? null : <RotateCw aria-hidden="true" />}
          Try again
        </Button>
      ) : null}
    </Notice>
  );
}
