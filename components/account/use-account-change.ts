"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { accountQuery } from "@/lib/client/account";

/** After a change: what the page shows of the account is read again; resolves when it stands there. */
export function useAccountChange(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(() => queryClient.invalidateQueries(accountQuery), [queryClient]);
}
