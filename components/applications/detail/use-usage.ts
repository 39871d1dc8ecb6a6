"use client";

import { useQuery } from "@tanstack/react-query";
import { useNow } from "@/components/clock";
import { useWorkplace } from "@/components/workplace";
import { applicationUsageQuery } from "@/lib/client/applications";

const LIVE_POLL_MS = 2_500;

/** The application's traffic figures; `isLive` asks again every few seconds while the page is visible. */
export function useUsage(applicationId: string, { isLive = false } = {}) {
  const { place } = useWorkplace();
  const now = useNow();
  const query = useQuery({
    ...applicationUsageQuery(place, applicationId),
    refetchInterval: isLive ? LIVE_POLL_MS : false,
  });
  const serverNow = query.data === undefined ? now : Date.parse(query.data.serverTime);
  return { usage: query.data, error: query.data === undefined ? query.error : null, now: serverNow, query };
}
