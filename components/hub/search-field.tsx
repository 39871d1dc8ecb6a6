"use client";

import { SearchInput } from "@/components/search-input";
import { Label } from "@/components/ui/label";

type SearchFieldProps = {
  value: string;
  onChange: (value: string) => void;
  onEnter: () => void;
  onArrowDown: () => void;
};

/** The hub's search box; `/` anywhere on the page puts the cursor into it. */
export function SearchField({ value, onChange, onEnter, onArrowDown }: SearchFieldProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor="organization-search">Find an organization</Label>
      <div className="relative">
        <SearchInput
          id="organization-search"
          aria-describedby="organization-search-help"
          className="h-10"
          value={value}
          onChange={onChange}
          onEmpty={() => onChange("")}
          onEnter={onEnter}
          onArrowDown={onArrowDown}
        />
      </div>
      <p id="organization-search-help" className="text-muted-foreground text-[0.8125rem]">
        By part of a name or slug, the id of an organization, application, API key or person, a member's exact
        email address, or a signing key's fingerprint.
      </p>
    </div>
  );
}
