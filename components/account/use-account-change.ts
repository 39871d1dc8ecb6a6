"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { accountQuery } from "@/lib/client/account";

/** After a change: what the page shows of the account is read again. */
export function useAccountChange(): () => void {
  const queryClient = useQueryClient();
  return useCallback(() => void queryClient.invalidateQueries(accountQuery), [queryClient]);
}
