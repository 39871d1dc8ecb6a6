"use client";

import { ChevronLeft, ChevronRight, Download, ExternalLink, FileText, ImageIcon } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { FreeText } from "@/components/audit/free-text";
import { DocumentPane } from "@/components/hub/reviews/document-pane";
import { Button } from "@/components/ui/button";
import { useWorkplace } from "@/components/workplace";
import type { ShownDocument } from "@/lib/client/hub-documents";
import { isImage } from "@/lib/client/hub-documents";
import { formatBytes } from "@/lib/client/words";
import { uiApi } from "@/lib/routes";
import { cn } from "@/lib/utils";

/** The documents one by one, beside what they are to prove. Arrow keys walk through them while the list has the focus. */
export function DocumentsViewer({ documents }: { documents: readonly ShownDocument[] }) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const index = Math.max(
    0,
    documents.findIndex(({ id }) => id === chosenId),
  );
  const shown = documents[index];
  if (shown === undefined) {
    return (
      <section
        aria-label="Documents"
        className="rounded-lg border border-border border-dashed px-6 py-10 text-center"
      >
        <p className="font-medium">No documents</p>
        <p className="mt-1 text-muted-foreground">
          The partner has attached none. A correction can ask for them.
        </p>
      </section>
    );
  }

  function go(step: number) {
    const target = documents[index + step];
    if (target === undefined) return;
    setChosenId(target.id);
    const isInList = list.current?.contains(document.activeElement) ?? false;
    if (isInList) list.current?.querySelectorAll<HTMLElement>("button")[index + step]?.focus();
  }

  function walk(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(step);
  }

  return (
    <section aria-label="Documents" className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-semibold tabular-nums">
          Documents{" "}
          <span className="font-normal text-muted-foreground">{`${index + 1} of ${documents.length}`}</span>
        </h2>
        <div className="flex gap-1">
          <Step icon={ChevronLeft} label="Previous document" isOff={index === 0} onClick={() => go(-1)} />
          <Step
            icon={ChevronRight}
            label="Next document"
            isOff={index === documents.length - 1}
            onClick={() => go(1)}
          />
        </div>
      </div>
      <ul
        ref={list}
        onKeyDown={walk}
        className="flex max-h-44 shrink-0 flex-col overflow-y-auto rounded-lg border border-border p-1"
      >
        {documents.map((document, place) => (
          <li key={document.id}>
            <DocumentChoice
              document={document}
              isShown={place === index}
              onChoose={() => setChosenId(document.id)}
            />
          </li>
        ))}
      </ul>
      <DocumentFrame key={shown.id} document={shown} />
    </section>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

type StepProps = { icon: typeof ChevronLeft; label: string; isOff: boolean; onClick: () => void };

function Step({ icon: Icon, label, isOff, onClick }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={isOff}
      onClick={onClick}
      className="flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground aria-disabled:opacity-40"
    >
      <Icon className="size-4" aria-hidden="true" />
    </button>
  );
}

type DocumentChoiceProps = { document: ShownDocument; isShown: boolean; onChoose: () => void };

function DocumentChoice({ document, isShown, onChoose }: DocumentChoiceProps) {
  const Icon = isImage(document) ? ImageIcon : FileText;
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onChoose}
      className={cn(
        "flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left transition-colors focus-visible:-outline-offset-2",
        isShown ? "bg-accent" : "hover:bg-accent/60",
      )}
    >
      <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{document.title}</span>
        <span className="block truncate text-[0.8125rem] text-muted-foreground">
          <FreeText>{`${document.about} · ${document.fileName}`}</FreeText>
        </span>
      </span>
      <span className="shrink-0 text-[0.8125rem] text-muted-foreground tabular-nums">
        {formatBytes(document.sizeBytes)}
      </span>
    </button>
  );
}

function DocumentFrame({ document }: { document: ShownDocument }) {
  const { place } = useWorkplace();
  const address = uiApi.hubDocumentContent(place, document.id);
  return (
    <>
      <DocumentPane document={document} address={address} />
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" size="sm">
          <a href={address} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden="true" />
            Open in a new tab
          </a>
        </Button>
        <Button asChild variant="outline" size="sm">
          <a href={address} download={document.fileName}>
            <Download aria-hidden="true" />
            Download
          </a>
        </Button>
      </div>
    </>
  );
}
