"use client";

import { useSyncExternalStore } from "react";

/** A zone does not change while a page is open. */
const subscribe = () => () => undefined;
const zoneOfBrowser = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;
const zoneOfServer = () => "UTC";

/** The IANA name of the reader's time zone; UTC until the browser has taken over, so that both render the same at first. */
export function useTimeZone(): string {
  return useSyncExternalStore(subscribe, zoneOfBrowser, zoneOfServer);
}
