"use client";

import { type ComponentProps, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const never = () => () => {};

/**
 * The submit button of a form that the server has rendered. Until the page's code runs, the browser would send the form
 * by itself, to nobody who takes it; a disabled button keeps Enter and clicks from doing so.
 */
export function SubmitButton({ disabled = false, ...props }: ComponentProps<typeof Button>) {
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <Button type="submit" disabled={disabled || !runs} {...props} />;
}
