"use client";

import { ThemeProvider as NextThemesProvider } from "next-themes";
import type { ReactNode } from "react";

/** System, light or dark; the small script that avoids a flash carries the page's CSP nonce. */
export function ThemeProvider({ nonce, children }: { nonce: string | null; children: ReactNode }) {
  return (
    <NextThemesProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce === null ? {} : { nonce })}
    >
      {children}
    </NextThemesProvider>
  );
}
