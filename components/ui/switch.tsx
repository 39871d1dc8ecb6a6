import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

type SwitchProps = Omit<ComponentProps<"button">, "children" | "onClick"> & {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
};

/** On or off, at once; the label beside it says of what. */
export function Switch({ checked, onCheckedChange, className, ...props }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      onClick={() => onCheckedChange(!checked)}
      className={cn(
        "group relative inline-flex h-[1.125rem] w-8 shrink-0 items-center rounded-full border border-transparent bg-input transition-colors after:absolute after:-inset-2 disabled:opacity-50 aria-checked:bg-primary",
        className,
      )}
      {...props}
    >
      <span className="block size-3.5 translate-x-px rounded-full bg-white shadow-raised transition-transform group-aria-checked:translate-x-[0.9375rem]" />
    </button>
  );
}
