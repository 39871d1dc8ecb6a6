import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

const badge = cva("inline-flex items-center rounded-sm px-1.5 py-0.5 font-medium text-xs leading-4", {
  variants: {
    variant: {
      neutral: "bg-muted text-muted-foreground",
      production: "bg-production text-production-foreground",
    },
  },
  defaultVariants: { variant: "neutral" },
});

export function Badge({ className, variant, ...props }: ComponentProps<"span"> & VariantProps<typeof badge>) {
  return <span className={cn(badge({ variant }), className)} {...props} />;
}
