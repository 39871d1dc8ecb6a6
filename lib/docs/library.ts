/** The documentation as its sources have it, read once per process. A server of a build never comes here. */
import { DocsLibrary } from "@/lib/docs/pages";
import { PLACEHOLDER_FACTS } from "@/lib/docs/placeholders";
import { processSlot } from "@/lib/process-slot";

const slot = processSlot<DocsLibrary>("docs-library");

export function docsLibrary(): DocsLibrary {
  const existing = slot.get();
  if (existing !== undefined) return existing;
  const library = new DocsLibrary(PLACEHOLDER_FACTS);
  slot.set(library);
  return library;
}
