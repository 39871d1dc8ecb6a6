"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import { Brand } from "@/components/brand";
import { useShell } from "@/components/shell/shell-provider";
import { SidebarContent } from "@/components/shell/sidebar";
import { Badge } from "@/components/ui/badge";
import { Dialog, DialogTitle, DialogTrigger, SideSheetContent } from "@/components/ui/dialog";
import { cn } from "@/lib/utils";

/** Below 1024 px: the mark, the environment in words, and the menu behind one button. */
export function MobileBar() {
  const { environment } = useShell();
  const [open, setOpen] = useState(false);
  const production = environment === "production";
  return (
    <header
      className={cn(
        "sticky z-30 flex h-12 items-center gap-3 border-border border-b bg-background/95 px-4 backdrop-blur lg:hidden",
        production ? "top-7" : "top-0",
      )}
    >
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger
          aria-label="Open menu"
          className="-ml-2 flex size-10 items-center justify-center rounded-md hover:bg-accent"
        >
          <Menu className="size-5" aria-hidden="true" />
        </DialogTrigger>
        <SideSheetContent aria-describedby={undefined}>
          <DialogTitle className="flex h-14 items-center px-5">
            <Brand />
          </DialogTitle>
          <SidebarContent onNavigate={() => setOpen(false)} />
        </SideSheetContent>
      </Dialog>
      <Brand />
      <Badge variant={production ? "production" : "neutral"} className="ml-auto">
        {production ? "Production" : "Sandbox"}
      </Badge>
    </header>
  );
}
