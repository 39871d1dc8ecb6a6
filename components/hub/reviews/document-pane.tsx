"use client";

import { useState, useSyncExternalStore } from "react";
import { Notice } from "@/components/ui/notice";
import { isImage, type ShownDocument } from "@/lib/client/hub-documents";

type DocumentPaneProps = { document: ShownDocument; address: string };

/** What a browser's own viewer of PDFs understands: no thumbnails beside the page, which fills the width. */
const VIEWER = "#navpanes=0&view=FitH";

const never = () => () => {};

/**
 * One document as it is: an image to the pane's width, a PDF in the browser's own viewer. Begun by the page's code, which
 * would miss the end of what the server's rendering had begun.
 */
export function DocumentPane({ document, address }: DocumentPaneProps) {
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const title = `${document.title}: ${document.fileName}`;
  if (state === "failed") {
    return (
      <Notice tone="destructive" role="alert" title="The document cannot be shown here">
        <p>Download it, or open it in a new tab, where a failure shows its reason.</p>
      </Notice>
    );
  }
  const shown = {
    onLoad: () => setState("shown"),
    onError: () => setState("failed"),
  };
  return (
    <div className="relative min-h-96 flex-1 overflow-auto rounded-lg border border-border bg-muted/60">
      {state === "loading" ? (
        <p
          role="status"
          className="absolute inset-x-0 top-1/2 animate-appear-late text-center text-muted-foreground"
        >
          Loading the document
        </p>
      ) : null}
      {!runs ? null : isImage(document) ? (
        // biome-ignore lint/performance/noImgElement: a private document of unknown size, which nothing may keep or resize
        <img src={address} alt={title} className="relative w-full rounded-lg" {...shown} />
      ) : (
        <iframe
          src={`${address}${VIEWER}`}
          title={title}
          className="absolute inset-0 size-full rounded-lg"
          {...shown}
        />
      )}
    </div>
  );
}
