"use client";

import { X } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { holdLowerEdge } from "@/components/ui/hold-lower-edge";
import { cn } from "@/lib/utils";

export const Dialog = DialogPrimitive.Root;
export const DialogTrigger = DialogPrimitive.Trigger;

const overlay =
  "fixed inset-0 z-50 bg-black/45 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 dark:bg-black/65";

type DialogContentProps = ComponentProps<typeof DialogPrimitive.Content> & {
  /** For dialogs that load what they say: their buttons stay under the pointer when it arrives. */
  holdsLowerEdge?: boolean;
};

/** Centred from 640 px up; below that a sheet at the bottom of the screen. */
export function DialogContent({ className, children, holdsLowerEdge = false, ...props }: DialogContentProps) {
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlay} />
      <DialogPrimitive.Content
        className={cn(
          "fixed z-50 flex scroll-pb-36 flex-col gap-5 overflow-y-auto border border-border bg-popover p-(--edge) pb-(--lower-edge) text-popover-foreground shadow-floating [--edge:1.5rem] [--lower-edge:1.5rem] outline-none data-[state=closed]:animate-out data-[state=open]:animate-in",
          "max-sm:inset-x-0 max-sm:max-h-[92dvh] max-sm:bottom-0 max-sm:rounded-t-xl max-sm:border-x-0 max-sm:border-b-0 max-sm:[--edge:1.25rem] max-sm:[--lower-edge:max(1.25rem,env(safe-area-inset-bottom))] max-sm:data-[state=closed]:slide-out-to-bottom max-sm:data-[state=open]:slide-in-from-bottom",
          "sm:top-1/2 sm:left-1/2 sm:max-h-[calc(46dvh+var(--centred,92dvh)/2)] sm:w-[calc(100vw-3rem)] sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl sm:data-[state=closed]:fade-out-0 sm:data-[state=open]:fade-in-0 sm:data-[state=open]:zoom-in-98",
          className,
        )}
        {...(holdsLowerEdge ? { ref: holdLowerEdge } : {})}
        {...props}
      >
        {children}
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}

/** The last of a dialog: what closes it, then what it is for. They stay in view when the dialog scrolls, and stack on phones. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-(--lower-edge) z-10 -mx-(--edge) -mt-3 -mb-(--lower-edge) flex flex-wrap justify-end gap-2 bg-popover px-(--edge) pt-3 pb-(--lower-edge) max-sm:flex-col-reverse">
      {children}
    </div>
  );
}

/** A panel from the left edge, for navigation on small screens. */
export function SideSheetContent({
  className,
  children,
  ...props
}: ComponentProps<typeof DialogPrimitive.Content>) {
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlay} />
      <DialogPrimitive.Content
        className={cn(
          "fixed inset-y-0 left-0 z-50 flex w-[min(20rem,calc(100vw-3rem))] flex-col border-border border-r bg-sidebar shadow-floating outline-none data-[state=closed]:animate-out data-[state=closed]:slide-out-to-left data-[state=open]:animate-in data-[state=open]:slide-in-from-left",
          className,
        )}
        {...props}
      >
        {children}
        <DialogPrimitive.Close
          aria-label="Close menu"
          className="absolute top-3 right-3 flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
        >
          <X className="size-4" aria-hidden="true" />
        </DialogPrimitive.Close>
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof DialogPrimitive.Title>) {
  return <DialogPrimitive.Title className={cn("font-semibold text-base", className)} {...props} />;
}

export function DialogDescription({
  className,
  ...props
}: ComponentProps<typeof DialogPrimitive.Description>) {
  return <DialogPrimitive.Description className={cn("text-muted-foreground", className)} {...props} />;
}
