import { notFound } from "next/navigation";
import { requireHubShell } from "@/lib/web/hub-shell";

/** A path under the hub that has no page answers strangers like one that has. */
export default async function NoSuchHubPage() {
  await requireHubShell();
  notFound();
}
