/** Where the build that is served left the texts of the documentation; nowhere in `npm run dev` and in tests. */
import { processSlot } from "@/lib/process-slot";

const slot = processSlot<string>("docs-prepared-folder");

export function providePreparedDocs(folder: string): void {
  slot.set(folder);
}

export function preparedFolder(): string | undefined {
  return slot.get();
}
