"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";

/** Changes between light and dark; until it is used, pages look as the system does. */
export function ThemeButton() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <button
      type="button"
      className="docs-icon-button"
      aria-label="Change between light and dark"
      onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
    >
      <Sun className="size-4 dark:hidden" aria-hidden="true" />
      <Moon className="hidden size-4 dark:block" aria-hidden="true" />
    </button>
  );
}
