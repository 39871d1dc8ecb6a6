import { CopyButton } from "@/components/ui/copy-button";
import { cn } from "@/lib/utils";

type CodeBlockProps = {
  code: string;
  label: string;
  /** What the copy button takes, where that is not what is shown. */
  copied?: string;
  className?: string;
};

/** Text to take away: in mono, scrollable, with a copy button that never covers it. */
export function CodeBlock({ code, label, copied = code, className }: CodeBlockProps) {
  return (
    <div
      className={cn(
        "flex min-w-0 items-start gap-1 rounded-lg border border-border bg-muted/60 pr-2",
        className,
      )}
    >
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-auto rounded-lg p-3 font-mono text-[0.8125rem] leading-5"
      >
        <code>{code}</code>
      </pre>
      <CopyButton value={copied} label={label} className="mt-2.5" />
    </div>
  );
}
