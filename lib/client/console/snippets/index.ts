/** "Copy as": a request as a snippet that signs and sends it by itself. */
import { goSnippet } from "@/lib/client/console/snippets/go";
import { nodeSnippet } from "@/lib/client/console/snippets/node";
import { pythonSnippet } from "@/lib/client/console/snippets/python";
import { shellSnippet } from "@/lib/client/console/snippets/shell";
import type { SnippetRequest } from "@/lib/client/console/snippets/snippet";

export type { SnippetRequest } from "@/lib/client/console/snippets/snippet";

export const SNIPPET_LANGUAGES = [
  { id: "shell", label: "curl + openssl", write: shellSnippet },
  { id: "node", label: "Node.js", write: nodeSnippet },
  { id: "python", label: "Python", write: pythonSnippet },
  { id: "go", label: "Go", write: goSnippet },
] as const satisfies readonly { id: string; label: string; write: (request: SnippetRequest) => string }[];

export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number]["id"];
