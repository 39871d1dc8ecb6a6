"use client";

import { useEffect, useRef } from "react";
import { type PreviewLine, shownLines } from "@/lib/client/hub-rates-preview";
import { cn } from "@/lib/utils";

/** The table's head stays in sight, so a line begins below it. */
const HEADER_PIXELS = 32;

type RatesPreviewTableProps = {
  lines: readonly PreviewLine[];
  /** What the server refused, by line. */
  problems: ReadonlyMap<number, string[]>;
};

/** What the file would change, line by line; what is wrong with a line stands below it. */
export function RatesPreviewTable({ lines, problems }: RatesPreviewTableProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const wrong = problems.size === 0 ? null : box.current?.querySelector<HTMLElement>("[data-wrong]");
    if (box.current && wrong) box.current.scrollTop = wrong.offsetTop - HEADER_PIXELS;
  }, [problems]);
  if (lines.length === 0) return null;
  const shown = shownLines(lines);
  return (
    <div
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative max-h-56 overflow-auto rounded-lg border border-border"
    >
      <table aria-label="Preview" className="w-full border-collapse text-[0.8125rem]">
        <thead>
          <tr className="sticky top-0 bg-muted text-left text-muted-foreground text-xs">
            <th scope="col" className="px-2 py-1.5 text-right font-medium">
              Line
            </th>
            <th scope="col" className="px-2 py-1.5 font-medium">
              Currency
            </th>
            <th scope="col" className="px-2 py-1.5 text-right font-medium">
              US dollars for one
            </th>
            <th scope="col" className="px-2 py-1.5 text-right font-medium">
              Change
            </th>
            <th scope="col" className="px-2 py-1.5 font-medium max-sm:hidden">
              As of
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <Line key={line.line} line={line} problems={problems.get(line.line) ?? []} />
          ))}
        </tbody>
      </table>
      {lines.length > shown.length ? (
        <p className="px-2 py-1.5 text-[0.8125rem] text-muted-foreground">
          and {lines.length - shown.length} more lines
        </p>
      ) : null}
    </div>
  );
}

function Line({ line, problems }: { line: PreviewLine; problems: readonly string[] }) {
  const isWrong = problems.length > 0;
  return (
    <>
      <tr
        data-wrong={isWrong || undefined}
        className={cn("border-border border-t", isWrong && "bg-destructive/6")}
      >
        <td className="px-2 py-1 text-right text-muted-foreground tabular-nums">{line.line}</td>
        <td className="px-2 py-1 font-medium">{line.currencyCode}</td>
        <td className="px-2 py-1 text-right font-mono">{line.usdPerUnit}</td>
        <td className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
          {line.changePercent === null ? "–" : `${line.changePercent} %`}
        </td>
        <td className="px-2 py-1 font-mono max-sm:hidden">{line.asOf}</td>
      </tr>
      {/* A phone has no room beside the other columns. */}
      <tr className={cn("sm:hidden", isWrong && "bg-destructive/6")}>
        <td />
        <td colSpan={3} className="px-2 pb-1 font-mono text-muted-foreground">
          {line.asOf}
        </td>
      </tr>
      {problems.map((problem) => (
        <tr key={problem} className="bg-destructive/6">
          <td />
          <td colSpan={4} className="px-2 pb-1.5 text-destructive">
            {problem}
          </td>
        </tr>
      ))}
    </>
  );
}
