"use client";

import { Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { useSlash } from "@/components/use-slash";

const PAUSE_MILLISECONDS = 350;

type SearchBoxProps = {
  /** The text that the address holds. */
  value: string;
  onChange: (value: string) => void;
  onArrowDown: () => void;
};

/** Typed freely, and searched for when somebody pauses or presses Enter; `/` anywhere puts the cursor here. */
export function SearchBox({ value, onChange, onArrowDown }: SearchBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  useSlash(field);
  // Back, a chip that is removed or a link changes the address: the field follows.
  if (value !== seen) {
    setSeen(value);
    if (typed.trim() !== value) setTyped(value);
  }

  const settle = (text: string) => {
    if (text.trim() !== value) onChange(text.trim());
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed starts the pause, nothing else
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [typed]);

  function empty() {
    setTyped("");
    settle("");
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") settle(typed);
    if (event.key === "ArrowDown") {
      event.preventDefault();
      settle(typed);
      onArrowDown();
    }
    if (event.key === "Escape" && typed !== "") {
      event.preventDefault();
      empty();
    }
  }

  return (
    <div className="relative min-w-0 flex-1 basis-72">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={field}
        type="text"
        role="searchbox"
        aria-label="Search requests"
        aria-keyshortcuts="/"
        placeholder="Request id, an id in the path, or part of it"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        className="pr-10 pl-9"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {typed === "" ? (
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
          onClick={empty}
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
