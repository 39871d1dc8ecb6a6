import { cva } from "class-variance-authority";

/** How a button looks; apart from `Button`, for what only borrows the looks. */
export const buttonVariants = cva(
  "relative inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-primary text-primary-foreground shadow-raised hover:bg-primary/90",
        outline: "border border-border bg-background shadow-raised hover:bg-accent dark:bg-muted",
        destructive: "bg-destructive text-destructive-foreground shadow-raised hover:bg-destructive/90",
        ghost: "text-muted-foreground hover:bg-accent hover:text-foreground",
        link: "text-link underline-offset-4 hover:underline",
      },
      size: {
        md: "h-9 px-3.5",
        sm: "h-8 px-3 text-[0.8125rem]",
        inline: "h-auto p-0",
      },
    },
    defaultVariants: { variant: "primary", size: "md" },
  },
);
