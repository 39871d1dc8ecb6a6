"use client";

import { Search, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { useSlash } from "@/components/use-slash";

type SearchFieldProps = {
  value: string;
  onChange: (value: string) => void;
  onEnter: () => void;
  onArrowDown: () => void;
};

/** The hub's search box; `/` anywhere on the page puts the cursor into it. */
export function SearchField({ value, onChange, onEnter, onArrowDown }: SearchFieldProps) {
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
      onChange("");
    }
  }

  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor="organization-search">Find an organization</Label>
      <div className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          id="organization-search"
          ref={field}
          type="text"
          role="searchbox"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          aria-describedby="organization-search-help"
          aria-keyshortcuts="/"
          className="h-10 pr-10 pl-9"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
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
              onChange("");
              field.current?.focus();
            }}
          >
            <X className="size-4" aria-hidden="true" />
          </button>
        )}
      </div>
      <p id="organization-search-help" className="text-muted-foreground text-[0.8125rem]">
        By part of a name or slug, the id of an organization, application, API key or person, a member's exact
        email address, or a signing key's fingerprint.
      </p>
    </div>
  );
}
