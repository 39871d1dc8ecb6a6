/** What a run found, for people and for programs. */
import { CASES } from "./cases";
import type { Finding } from "./finding";
import { RULES, type RuleId, sectionOf } from "./rules";
import type { RunResult } from "./run";

/** One broken rule, with every request that shows it and the first example. */
export type BrokenRule = {
  rule: RuleId;
  section: string;
  title: string;
  change: string;
  requests: string[];
  expected: string;
  received: string;
};

export type Report = {
  ok: boolean;
  signer: string;
  requests: { id: string; about: string; broken: RuleId[] }[];
  brokenRules: BrokenRule[];
  advice: string[];
};

function brokenRule(rule: RuleId, findings: readonly Finding[]): BrokenRule {
  const own = findings.filter((finding) => finding.rule === rule);
  const { title, change } = RULES[rule];
  const requests = [...new Set(own.map(({ caseId }) => caseId))];
  const { expected = "", received = "" } = own[0] ?? {};
  return { rule, section: sectionOf(rule), title, change, requests, expected, received };
}

/** Rules in the order of their first appearance. */
export function makeReport(signer: string, { tried, findings, advice }: RunResult): Report {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const requests = tried.map((id) => ({
    id,
    about: CASES.find((known) => known.id === id)?.about ?? "",
    broken: rules.filter((rule) =>
      findings.some((finding) => finding.rule === rule && finding.caseId === id),
    ),
  }));
  const brokenRules = rules.map((rule) => brokenRule(rule, findings));
  return { ok: rules.length === 0, signer, requests, brokenRules, advice };
}

/** Control characters of a signer's answer could rewrite the terminal's lines. */
const printable = (text: string): string => text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, "\ufffd");

/** The report as text for a terminal, ending with a newline. */
export function writeReport({ ok, signer, requests, brokenRules, advice }: Report): string {
  const untried = CASES.length - requests.length;
  const lines = [
    `Signer: ${signer}`,
    "",
    ...requests.map(({ id, about, broken }) =>
      broken.length === 0 ? `  ok    ${id}: ${about}` : `  FAIL  ${id}: ${about}  [${broken.join(", ")}]`,
    ),
    ...(untried === 0 ? [] : [`  ${untried} requests were not tried, since the signer kept failing.`]),
    ...brokenRules.flatMap(({ rule, section, title, change, requests: shownBy, expected, received }) => [
      "",
      `${rule}: ${title}`,
      `  contract        ${section}`,
      `  shown by        ${shownBy.slice(0, 5).join(", ")}${shownBy.length > 5 ? ` and ${shownBy.length - 5} more` : ""}`,
      `  expected        ${printable(expected)}`,
      `  received        ${printable(received)}`,
      `  what to change  ${change}`,
    ]),
    ...advice.flatMap((text) => ["", `Advice: ${text}`]),
    "",
    ok
      ? `All ${requests.length} requests were signed as the contract says.`
      : `${brokenRules.length} broken rule(s).`,
  ];
  return `${lines.join("\n")}\n`;
}
