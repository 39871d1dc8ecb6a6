import { cn } from "@/lib/utils";

const TONES: Readonly<Record<string, string>> = {
  GET: "text-link",
  POST: "text-success",
  PATCH: "text-warning",
  DELETE: "text-destructive",
};

/** The method of a request; always in words, the colour only helps to scan a list. */
export function MethodBadge({ method, className }: { method: string; className?: string }) {
  return (
    <span className={cn("font-mono font-semibold text-xs", TONES[method] ?? "text-foreground", className)}>
      {method}
    </span>
  );
}
