"use client";

import { Menu } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Dialog, DialogTitle, DialogTrigger, SideSheetContent } from "@/components/ui/dialog";
import { cn } from "@/lib/utils";

type MobileBarProps = {
  brand: ReactNode;
  /** What stands at the right edge: where one is, in words. */
  badge: ReactNode;
  /** The menu; it closes itself when somebody goes somewhere. */
  menu: (close: () => void) => ReactNode;
  hasStrip: boolean;
  menuClassName?: string;
};

/** Below 1024 px: the mark, where one is in words, and the menu behind one button. */
export function MobileBar({ brand, badge, menu, hasStrip, menuClassName }: MobileBarProps) {
  const [open, setOpen] = useState(false);
  return (
    <header
      className={cn(
        "sticky z-30 flex h-12 items-center gap-3 border-border border-b bg-background/95 px-4 backdrop-blur lg:hidden",
        hasStrip ? "top-7" : "top-0",
      )}
    >
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger
          aria-label="Open menu"
          className="-ml-2 flex size-10 items-center justify-center rounded-md hover:bg-accent"
        >
          <Menu className="size-5" aria-hidden="true" />
        </DialogTrigger>
        <SideSheetContent aria-describedby={undefined} className={cn(menuClassName)}>
          <DialogTitle className="flex h-14 items-center px-5">{brand}</DialogTitle>
          {menu(() => setOpen(false))}
        </SideSheetContent>
      </Dialog>
      {brand}
      <div className="ml-auto">{badge}</div>
    </header>
  );
}
