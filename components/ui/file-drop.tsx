"use client";

import { FileKey } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useState } from "react";
import { cn } from "@/lib/utils";

type FileDropProps = {
  label: string;
  /** What kind of file, and what becomes of it. */
  help: ReactNode;
  accept: string;
  fileName: string | null;
  error: string | undefined;
  onFile: (file: File) => void;
};

/** Choose a file, or drop one. The same control by mouse and by keyboard; the page decides what is done with it. */
export function FileDrop({ label, help, accept, fileName, error, onFile }: FileDropProps) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium" id={`${id}-label`}>
        {label}
      </span>
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={cn(
          "flex items-center gap-3 rounded-lg border border-input border-dashed px-3 py-3 transition-colors hover:bg-accent/60 has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2",
          isOver && "border-primary bg-primary/5",
          error && "border-destructive",
        )}
      >
        <FileKey className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
        <span className="min-w-0">
          <span className="block break-all font-medium">{fileName ?? "Choose a file or drop it here"}</span>
          <span id={`${id}-help`} className="block text-muted-foreground text-[0.8125rem]">
            {help}
          </span>
        </span>
        <input
          id={id}
          type="file"
          accept={accept}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-help ${id}-error`}
          aria-invalid={error !== undefined}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The input keeps no file: the same one may be chosen again, and none stays in the page.
            event.target.value = "";
            if (file) onFile(file);
          }}
        />
      </label>
      <div id={`${id}-error`} aria-live="polite">
        {error ? <p className="text-destructive text-[0.8125rem]">{error}</p> : null}
      </div>
    </div>
  );
}
