/** Parts of the read-mes of what partners install, so that they are told once. */
import { readRepositoryFile } from "@/lib/docs/repository-file";

/** What follows the title and the paragraph below it. */
export function clientPackageText(): string {
  const text = readRepositoryFile("lib/partner-client/package/README.md");
  return text.slice(text.indexOf("```sh\n"));
}

/** How a signer is asked and answers, and the rules that are checked. */
export function conformanceText(): string {
  const text = readRepositoryFile("tools/conformance/README.md");
  return `${sectionOf(text, "Protocol of the kit")}\n\n${sectionOf(text, "Rules")}`;
}

/** The section with its heading; throws where there is none. */
function sectionOf(text: string, heading: string): string {
  const section = `\n${text}`.split("\n## ").find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`There is no section ${heading}.`);
  return `## ${section.trim()}`;
}
