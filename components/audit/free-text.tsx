/** Marks that make text read in another order than it is stored, and control characters but tabs and line ends. */
const MISLEADING = /[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\t\n\r]/gu;

/** What somebody else wrote: never anything but text, and never in another order than it was recorded. */
export function FreeText({ children }: { children: string }) {
  return <bdi>{children.replace(MISLEADING, "\ufffd")}</bdi>;
}
