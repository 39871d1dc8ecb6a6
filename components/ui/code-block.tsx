import { CopyButton } from "@/components/ui/copy-button";
import { cn } from "@/lib/utils";

type CodeBlockProps = { code: string; label: string; className?: string };

/** Text to take away: in mono, scrollable, with a copy button. */
export function CodeBlock({ code, label, className }: CodeBlockProps) {
  return (
    <div className={cn("relative rounded-lg border border-border bg-muted/60", className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto rounded-lg p-3 pr-12 font-mono text-[0.8125rem] leading-5">
        <code>{code}</code>
      </pre>
      <CopyButton value={code} label={label} className="absolute top-2 right-2 rounded-md bg-muted" />
    </div>
  );
}
