/** What the drill saw, as a Markdown table, and whether every promise was kept. */
import type { Phase } from "@/bench/drill/phases";

export function reportDrill(phases: readonly Phase[], parties: string): { text: string; isKept: boolean } {
  const total = (pick: (phase: Phase) => number) => phases.reduce((sum, phase) => sum + pick(phase), 0);
  const failed = total((phase) => phase.failed);
  const accepted = total((phase) => phase.acceptedAfterCall);
  const refusing = phases.filter(({ callMilliseconds }) => callMilliseconds !== null);
  const isKept = failed === 0 && accepted === 0 && refusing.every(({ afterCall }) => afterCall > 0);
  const lines = [
    "",
    "| phase | requests | failed | began after the call | of those accepted | refusals | call ms |",
    "| --- | ---: | ---: | ---: | ---: | --- | ---: |",
    ...phases.map(toLine),
    "",
    `${total((phase) => phase.requests)} requests by ${parties}: ` +
      `${failed} failed, ${accepted} accepted after a refusing call had returned.`,
    "",
  ];
  return { text: lines.join("\n"), isKept };
}

function toLine(phase: Phase): string {
  const { title, requests, failed, afterCall, acceptedAfterCall, reasons, callMilliseconds } = phase;
  const isRefusing = callMilliseconds !== null;
  const refusals = Object.entries(reasons)
    .map(([reason, count]) => `${count} × ${reason}`)
    .join(", ");
  const cells = [
    title,
    requests.toLocaleString("en"),
    isRefusing ? "–" : String(failed),
    isRefusing ? afterCall.toLocaleString("en") : "–",
    isRefusing ? String(acceptedAfterCall) : "–",
    refusals === "" ? "–" : refusals,
    isRefusing ? callMilliseconds.toFixed(1) : "–",
  ];
  return `| ${cells.join(" | ")} |`;
}
