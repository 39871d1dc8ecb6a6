"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ShellContext } from "@/lib/web/shell-context";

const Context = createContext<ShellContext | null>(null);

export function ShellProvider({ shell, children }: { shell: ShellContext; children: ReactNode }) {
  return <Context value={shell}>{children}</Context>;
}

/** Who looks, at which organization, in which environment. */
export function useShell(): ShellContext {
  const shell = useContext(Context);
  if (shell === null) throw new Error("useShell is used outside of the partner shell.");
  return shell;
}
