/** The documentation of this process: read and rendered once. */
import { currentFacts } from "@/lib/docs/facts";
import { DocsLibrary } from "@/lib/docs/pages";
import { processSlot } from "@/lib/process-slot";

const slot = processSlot<DocsLibrary>("docs-library");

export function docsLibrary(): DocsLibrary {
  const existing = slot.get();
  if (existing !== undefined) return existing;
  const library = new DocsLibrary(currentFacts());
  slot.set(library);
  return library;
}
