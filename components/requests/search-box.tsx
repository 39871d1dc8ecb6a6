"use client";

import { useEffect, useState } from "react";
import { SearchInput } from "@/components/search-input";

const PAUSE_MILLISECONDS = 350;

type SearchBoxProps = {
  /** The text that the address holds. */
  value: string;
  onChange: (value: string) => void;
  onArrowDown: () => void;
};

/** Typed freely, and searched for when somebody pauses or presses Enter; `/` anywhere puts the cursor here. */
export function SearchBox({ value, onChange, onArrowDown }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
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

  return (
    <div className="relative min-w-0 flex-1 basis-72">
      <SearchInput
        aria-label="Search requests"
        placeholder="Request id, an id in the path, or part of it"
        value={typed}
        onChange={setTyped}
        onEmpty={() => {
          setTyped("");
          settle("");
        }}
        onEnter={() => settle(typed)}
        onArrowDown={() => {
          settle(typed);
          onArrowDown();
        }}
      />
    </div>
  );
}
