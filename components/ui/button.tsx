import type { VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps, MouseEvent } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/lib/utils";

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    asChild?: boolean;
    /** Shows a spinner, keeps the width and refuses further clicks while something is under way. */
    loading?: boolean;
  };

/** The only button; `asChild` lends its looks to a link. */
export function Button({
  className,
  variant,
  size,
  asChild,
  loading = false,
  type,
  children,
  onClick,
  onMouseDown,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type ?? "button"}
      className={classes}
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      onClick={loading ? (event) => event.preventDefault() : onClick}
      onMouseDown={type === "submit" ? keepFocusInField : onMouseDown}
      {...props}
    >
      {loading ? <LoaderCircle className="animate-spin" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

/**
 * Pressing a submit button must not blur the field first: the field's own check would then insert its message,
 * push the button away from under the pointer, and the click would be lost.
 */
function keepFocusInField(event: MouseEvent) {
  event.preventDefault();
}
