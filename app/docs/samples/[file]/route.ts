import { serveSample } from "@/lib/docs/serve";

/** The signers that the quick start fetches. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  return serveSample((await params).file);
}
