"use client";

import { Slot } from "radix-ui";
import { type ComponentProps, createContext, type ReactNode, use } from "react";
import { type FloatingOptions, onDemand, useFloating } from "@/components/ui/floating";

type Parts = typeof import("@/components/ui/dropdown-menu-parts");

const menuParts = onDemand<Parts>(() => import("@/components/ui/dropdown-menu-parts"));

const MenuContext = createContext<ReturnType<typeof useFloating<Parts>> | null>(null);

/** A menu behind a button. The button is on the page at once; what it opens is drawn with parts that come on demand. */
export function DropdownMenu({ children, ...options }: FloatingOptions & { children: ReactNode }) {
  return <MenuContext value={useFloating(menuParts, options)}>{children}</MenuContext>;
}

function useMenu() {
  const menu = use(MenuContext);
  if (menu === null) throw new Error("Parts of a menu stand inside DropdownMenu.");
  return menu;
}

type TriggerProps = ComponentProps<"button"> & { asChild?: boolean };

/** Opens on press, and by Enter, Space and arrow down. */
export function DropdownMenuTrigger({ asChild = false, ...props }: TriggerProps) {
  const { isOpen, setOpen, trigger, triggerId, contentId, near } = useMenu();
  const Element = asChild ? Slot.Root : "button";
  return (
    <Element
      type="button"
      {...props}
      ref={trigger}
      id={triggerId}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      aria-controls={isOpen ? contentId : undefined}
      data-state={isOpen ? "open" : "closed"}
      onPointerEnter={near}
      onFocus={near}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.ctrlKey) return;
        setOpen(!isOpen);
        // The focus goes into the menu instead.
        if (!isOpen) event.preventDefault();
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowDown") setOpen(true);
        else if (event.key === "Enter" || event.key === " ") setOpen(!isOpen);
        else return;
        event.preventDefault();
      }}
    />
  );
}

export function DropdownMenuContent(props: ComponentProps<Parts["DropdownMenuContent"]>) {
  const { parts, isOpen, setOpen, trigger, triggerId, contentId } = useMenu();
  if (parts === undefined) return null;
  return (
    <parts.DropdownMenu open={isOpen} onOpenChange={setOpen} trigger={trigger}>
      <parts.DropdownMenuContent id={contentId} aria-labelledby={triggerId} {...props} />
    </parts.DropdownMenu>
  );
}

/** For what stands in the content, which is not drawn before them. */
function useParts(): Parts {
  const { parts } = useMenu();
  if (parts === undefined) throw new Error("What a menu offers stands inside DropdownMenuContent.");
  return parts;
}

export function DropdownMenuItem(props: ComponentProps<Parts["DropdownMenuItem"]>) {
  const { DropdownMenuItem: Item } = useParts();
  return <Item {...props} />;
}

export function DropdownMenuLabel(props: ComponentProps<Parts["DropdownMenuLabel"]>) {
  const { DropdownMenuLabel: Label } = useParts();
  return <Label {...props} />;
}

export function DropdownMenuRadioGroup(props: ComponentProps<Parts["DropdownMenuRadioGroup"]>) {
  const { DropdownMenuRadioGroup: RadioGroup } = useParts();
  return <RadioGroup {...props} />;
}

export function DropdownMenuRadioItem(props: ComponentProps<Parts["DropdownMenuRadioItem"]>) {
  const { DropdownMenuRadioItem: RadioItem } = useParts();
  return <RadioItem {...props} />;
}

export function DropdownMenuSeparator(props: ComponentProps<Parts["DropdownMenuSeparator"]>) {
  const { DropdownMenuSeparator: Separator } = useParts();
  return <Separator {...props} />;
}
