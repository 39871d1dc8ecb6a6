import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

const dot = cva("size-1.5 shrink-0 rounded-full", {
  variants: {
    tone: {
      success: "bg-success",
      warning: "bg-warning",
      destructive: "bg-destructive",
      neutral: "bg-muted-foreground",
    },
  },
});

const text = cva("inline-flex items-center gap-1.5 whitespace-nowrap font-medium text-[0.8125rem]", {
  variants: {
    tone: {
      success: "text-success",
      warning: "text-warning",
      destructive: "text-destructive",
      neutral: "text-muted-foreground",
    },
  },
});

export type StatusTone = NonNullable<VariantProps<typeof dot>["tone"]>;

/** A state is a word first; the colour and the dot only repeat it. */
export function Status({
  tone,
  className,
  children,
}: {
  tone: StatusTone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span className={cn(text({ tone }), className)}>
      <span className={dot({ tone })} aria-hidden="true" />
      {children}
    </span>
  );
}
