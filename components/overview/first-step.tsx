import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

type FirstStepProps = {
  number: number;
  done: boolean;
  title: string;
  action?: ReactNode;
  children: ReactNode;
};

/** A step that is done or open, in a word for those who do not see the tick. */
export function FirstStep({ number, done, title, action, children }: FirstStepProps) {
  return (
    <li className="flex items-start gap-3 py-4">
      <span
        aria-hidden="true"
        className={cn(
          "mt-px flex size-5 shrink-0 items-center justify-center rounded-full text-xs tabular-nums",
          done ? "bg-success text-background" : "border border-input text-muted-foreground",
        )}
      >
        {done ? <Check className="size-3" strokeWidth={3} /> : number}
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h3 className="font-medium">
            {title}
            <span className="sr-only">{done ? ", done" : ", open"}</span>
          </h3>
          <p className="mt-0.5 text-muted-foreground text-pretty">{children}</p>
        </div>
        {action}
      </div>
    </li>
  );
}
