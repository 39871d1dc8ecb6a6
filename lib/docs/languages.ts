/** The languages of samples, in the order of their tabs. Pure: server and browser share it. */

export const SAMPLE_LANGUAGES = [
  { id: "shell", label: "Shell", fence: "bash" },
  { id: "node", label: "Node.js", fence: "js" },
  { id: "python", label: "Python", fence: "python" },
  { id: "go", label: "Go", fence: "go" },
  { id: "java", label: "Java", fence: "java" },
  { id: "php", label: "PHP", fence: "php" },
] as const;

export type SampleLanguage = (typeof SAMPLE_LANGUAGES)[number]["id"];

/** Where the browser remembers the choice. */
export const LANGUAGE_STORAGE_KEY = "nuvera-docs-language";

/** The word over a block without a title. */
export const FENCE_LABELS: Readonly<Record<string, string>> = {
  bash: "Shell",
  sh: "Shell",
  js: "JavaScript",
  ts: "TypeScript",
  python: "Python",
  go: "Go",
  java: "Java",
  php: "PHP",
  json: "JSON",
  http: "HTTP",
  text: "Text",
};
