"use client";

import { Search, X } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useRef } from "react";
import { Input } from "@/components/ui/input";
import { useSlash } from "@/components/use-slash";
import { cn } from "@/lib/utils";

type SearchInputProps = Omit<
  ComponentProps<typeof Input>,
  "value" | "onChange" | "onKeyDown" | "type" | "ref"
> & {
  value: string;
  onChange: (value: string) => void;
  /** Escape, or the button at the end. */
  onEmpty: () => void;
  onEnter: () => void;
  onArrowDown: () => void;
};

/** A page's search box; `/` anywhere on the page puts the cursor into it. */
export function SearchInput({
  value,
  onChange,
  onEmpty,
  onEnter,
  onArrowDown,
  className,
  ...input
}: SearchInputProps) {
  const field = useRef<HTMLInputElement>(null);
  useSlash(field);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") onEnter();
    if (event.key === "ArrowDown") {
      event.preventDefault();
      onArrowDown();
    }
    if (event.key === "Escape" && value !== "") {
      event.preventDefault();
      onEmpty();
    }
  }

  return (
    <>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={field}
        type="text"
        role="searchbox"
        aria-keyshortcuts="/"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        className={cn("pr-10 pl-9", className)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        {...input}
      />
      {value === "" ? (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 rounded-sm border border-border bg-muted px-1.5 font-mono text-muted-foreground text-xs max-md:hidden"
        >
          /
        </span>
      ) : (
        <button
          type="button"
          aria-label="Clear the search"
          className="absolute top-1/2 right-2 flex size-6 -translate-y-1/2 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
          onClick={() => {
            onEmpty();
            field.current?.focus();
          }}
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      )}
    </>
  );
}
