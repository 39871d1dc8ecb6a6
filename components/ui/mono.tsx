import { CopyButton } from "@/components/ui/copy-button";
import { cn } from "@/lib/utils";

type MonoProps = {
  value: string;
  /** What it is, for the copy button: "fingerprint". */
  label: string;
  /** A shorter form to show; the whole value is copied. */
  short?: string;
  className?: string;
};

/** An id, fingerprint or target: always in mono, always with a copy button. */
export function Mono({ value, label, short, className }: MonoProps) {
  return (
    <span className={cn("inline-flex max-w-full items-center gap-1", className)}>
      <code className="min-w-0 font-mono text-[0.8125rem] break-all" title={short ? value : undefined}>
        {short ?? value}
      </code>
      <CopyButton value={value} label={label} />
    </span>
  );
}
