"use client";

import { useApiBaseUrl } from "@/components/applications/detail/use-api-base-url";
import { CodeBlock } from "@/components/ui/code-block";
import { Section } from "@/components/ui/section";
import { privateKeyFileName } from "@/lib/client/key-pair";
import { routes } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";

/** The same request from a shell, ready to paste. */
export function CommandLine({ application }: { application: ApplicationView }) {
  const url = useApiBaseUrl();
  const prefix = application.environment === "production" ? "nv_live_" : "nv_test_";
  const variables = [
    `export NUVERA_URL=${url}`,
    `export NUVERA_API_KEY=${prefix}…`,
    `export NUVERA_PRIVATE_KEY=${privateKeyFileName(application.name, application.environment)}`,
  ].join("\n");
  return (
    <Section
      title="From the command line"
      description={
        <>
          Put in the API key you stored and the path of the private key file; they stay in your shell. The
          script needs bash, curl and openssl; the{" "}
          <a href={routes.docsPage("quick-start")} className="text-link underline underline-offset-4">
            quick start
          </a>{" "}
          says how to fetch it, and has it in other languages.
        </>
      }
    >
      <CodeBlock label="variables" code={variables} />
      <CodeBlock label="command" code="./nuvera-call.sh GET /api/v1/signature-check" />
      <p className="max-w-prose text-muted-foreground">
        A 200 means the key, the signature and every claim are right. Any other answer names the reason, with
        what was expected and what was received.
      </p>
    </Section>
  );
}
