"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEventHandler, useRef, useState, useSyncExternalStore } from "react";
import { ApiKeyInput } from "@/components/api-key-input";
import { MatchingKey } from "@/components/applications/detail/test-request/matching-key";
import { TestOutcomeView } from "@/components/applications/detail/test-request/test-outcome";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Segmented, SegmentedItem } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { useWorkplace } from "@/components/workplace";
import { applicationUsageQuery } from "@/lib/client/applications";
import { canGenerateKeys } from "@/lib/client/key-pair";
import {
  apiKeyIdOf,
  type PrivateKeyFile,
  readPrivateKeyFile,
  sendSignedTest,
  type TestOutcome,
} from "@/lib/client/signed-test-request";
import { NuveraClientError } from "@/lib/partner-client";
import type { ApplicationView } from "@/lib/schemas/application";

const neverChanges = () => () => undefined;
/** Last use is written in batches of a few seconds. */
const USAGE_FRESH_MS = 5_500;

type Problems = { file?: string | undefined; apiKey?: string | undefined };

/**
 * A signed request from this page. The private key is held in memory as a signer that cannot give it back, the API key
 * in its field alone; both go when it goes.
 */
export function SignedTest({ application }: { application: ApplicationView }) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const able = useSyncExternalStore(neverChanges, canGenerateKeys, () => true);
  const [file, setFile] = useState<PrivateKeyFile | null>(null);
  const [method, setMethod] = useState<"GET" | "POST">("GET");
  const [body, setBody] = useState('{ "hello": "world" }');
  const [problems, setProblems] = useState<Problems>({});
  const [isSending, setIsSending] = useState(false);
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  const apiKeyField = useRef<HTMLInputElement>(null);

  async function choose(chosen: File) {
    setOutcome(null);
    try {
      const read = await readPrivateKeyFile(chosen);
      setFile(read);
      setProblems((before) => ({ ...before, file: undefined }));
    } catch (error) {
      setFile(null);
      setProblems((before) => ({
        ...before,
        file: error instanceof NuveraClientError ? error.message : "The file could not be read.",
      }));
    }
  }

  const submit: SubmitEventHandler<HTMLFormElement> = async (event) => {
    event.preventDefault();
    if (isSending) return;
    const typed = apiKeyField.current?.value.trim() ?? "";
    const found = {
      file: file === null ? (problems.file ?? "Choose the private key file.") : undefined,
      apiKey: typed === "" ? "Paste the API key." : undefined,
    };
    setProblems(found);
    if (found.apiKey && !found.file) apiKeyField.current?.focus();
    if (file === null || found.apiKey) return;
    setIsSending(true);
    setOutcome(
      await sendSignedTest({
        origin: window.location.origin,
        apiKey: typed,
        apiKeyId: apiKeyIdOf(typed, application.apiKeys),
        signer: file.signer,
        method,
        body,
      }),
    );
    setIsSending(false);
    setTimeout(
      () =>
        void client.invalidateQueries({ queryKey: applicationUsageQuery(place, application.id).queryKey }),
      USAGE_FRESH_MS,
    );
  };

  return (
    <Section
      title="Signed test request"
      description="Signed in this browser and sent to this platform's own API. It needs no permission, changes nothing, and counts as use of both keys."
    >
      {able ? null : (
        <Notice tone="warning" title="This browser cannot sign on this address">
          <p>Browsers sign only on pages loaded over HTTPS. Use the command line instead.</p>
        </Notice>
      )}
      <form method="post" noValidate onSubmit={submit} className="flex max-w-2xl flex-col gap-5">
        <div className="flex flex-col gap-2">
          <FileDrop
            label="Private key file"
            help="PKCS#8 PEM. It is read in this page, never uploaded, and forgotten when you leave."
            accept=".pem,.key,.p8,application/x-pem-file,text/plain"
            fileName={file?.fileName ?? null}
            error={problems.file}
            onFile={(chosen) => void choose(chosen)}
          />
          {file ? (
            <MatchingKey fingerprint={file.signer.fingerprint} signingKeys={application.signingKeys} />
          ) : null}
        </div>
        <Field
          label="API key"
          help="Goes in x-api-key to this platform's own API and nowhere else. It is not kept."
          error={problems.apiKey}
        >
          {(control) => (
            <ApiKeyInput
              {...control}
              ref={apiKeyField}
              environment={application.environment}
              onChange={() => setProblems((before) => ({ ...before, apiKey: undefined }))}
            />
          )}
        </Field>
        <div className="flex flex-col gap-3">
          <Segmented
            aria-label="Request"
            value={method}
            onValueChange={(value) => setMethod(value === "POST" ? "POST" : "GET")}
          >
            <SegmentedItem value="GET">GET, no body</SegmentedItem>
            <SegmentedItem value="POST">POST, JSON body</SegmentedItem>
          </Segmented>
          {method === "POST" ? (
            <Field label="JSON body" help="Its exact bytes are part of the signature.">
              {(control) => (
                <Textarea
                  {...control}
                  rows={3}
                  spellCheck={false}
                  className="min-h-20 font-mono text-[0.8125rem]"
                  value={body}
                  onChange={(event) => setBody(event.target.value)}
                />
              )}
            </Field>
          ) : null}
        </div>
        <Button type="submit" className="self-start max-sm:w-full" loading={isSending} disabled={!able}>
          Send signed request
        </Button>
      </form>
      {outcome ? <TestOutcomeView outcome={outcome} /> : null}
    </Section>
  );
}
