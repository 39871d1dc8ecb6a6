"use client";

import { RadioGroup } from "radix-ui";
import { KEY_SIZES, type KeySize } from "@/lib/client/key-pair";

/** 2048, 3072 or 4096 bits. */
export function KeySizeChoice({ size, onChange }: { size: KeySize; onChange: (size: KeySize) => void }) {
  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium" id="key-size-label">
        Key size
      </span>
      <RadioGroup.Root
        aria-labelledby="key-size-label"
        aria-describedby="key-size-help"
        orientation="horizontal"
        className="flex flex-wrap gap-2"
        value={String(size)}
        onValueChange={(value) => onChange(KEY_SIZES.find((option) => String(option) === value) ?? 2048)}
      >
        {KEY_SIZES.map((option) => (
          <RadioGroup.Item
            key={option}
            value={String(option)}
            className="h-8 rounded-md border border-input px-3 font-medium text-[0.8125rem] tabular-nums transition-colors hover:bg-accent data-[state=checked]:border-primary data-[state=checked]:bg-primary/8 data-[state=checked]:text-link"
          >
            {option} bits
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <p id="key-size-help" className="text-muted-foreground text-[0.8125rem]">
        2048 bits is the usual size. Larger keys sign more slowly.
      </p>
    </div>
  );
}
