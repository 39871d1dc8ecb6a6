import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/utils";

const notice = cva(
  "flex gap-3 rounded-lg border p-3 text-foreground [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
  {
    variants: {
      tone: {
        info: "border-border bg-muted/60 [&>svg]:text-muted-foreground",
        warning: "border-warning/35 bg-warning/8 [&>svg]:text-warning",
        destructive: "border-destructive/35 bg-destructive/6 [&>svg]:text-destructive",
      },
    },
    defaultVariants: { tone: "info" },
  },
);

const icons = { info: Info, warning: TriangleAlert, destructive: CircleAlert };

type NoticeProps = Omit<ComponentProps<"div">, "title"> &
  VariantProps<typeof notice> & { title?: string; children?: ReactNode };

/** A message inside the page, beside what it is about. */
export function Notice({ tone, title, className, children, ...props }: NoticeProps) {
  const Icon = icons[tone ?? "info"];
  return (
    <div className={cn(notice({ tone }), className)} {...props}>
      <Icon aria-hidden="true" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
