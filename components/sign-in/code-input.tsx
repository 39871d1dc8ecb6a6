import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/utils";

/** A field for a one-time code, or for a recovery code, which has letters too. */
export function CodeInput({ className, ...props }: ComponentProps<"input">) {
  return (
    <Input
      autoComplete="one-time-code"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      maxLength={40}
      className={cn("font-mono tracking-wider", className)}
      {...props}
    />
  );
}
