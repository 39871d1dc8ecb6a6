"use client";

import { type SubmitEventHandler, useRef, useState, useSyncExternalStore } from "react";
import { ConfirmProduction } from "@/components/console/confirm-production";
import { CopyAsDialog } from "@/components/console/copy-as-dialog";
import { CredentialsFields } from "@/components/console/credentials-fields";
import { ExchangeHistory } from "@/components/console/exchange-history";
import { ExchangeView } from "@/components/console/exchange-view";
import { NothingSent, ReachNotice, TargetLine } from "@/components/console/notices";
import { OperationPicker } from "@/components/console/operation-picker";
import { RequestForm } from "@/components/console/request-form";
import { SendBar } from "@/components/console/send-bar";
import { useCredentials } from "@/components/console/use-credentials";
import { useDraft } from "@/components/console/use-draft";
import { useExchanges } from "@/components/console/use-exchanges";
import { FieldError } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { builtTarget, draftOf, freeDraft, mayHaveBody } from "@/lib/client/console/draft";
import type { RepeatableRequest, SentBody } from "@/lib/client/console/exchange";
import type { MistakeId } from "@/lib/client/console/mistakes";
import { type ConsoleOperation, type ConsoleTarget, isReachable } from "@/lib/client/console/operation";
import { canGenerateKeys } from "@/lib/client/key-pair";
import { buildMultipartBody } from "@/lib/partner-client";
import type { Environment } from "@/lib/schemas/common";

const neverChanges = () => () => undefined;

type RequestConsoleProps = {
  operations: readonly ConsoleOperation[];
  target: ConsoleTarget;
  environment: Environment;
  /** The operation that the address asks for. */
  asked: string | null;
};

type Waiting = { request: RepeatableRequest; mistake: MistakeId | null };

/** Builds, signs and sends a request in the browser, and shows all of it. */
export function RequestConsole({ operations, target: api, environment, asked }: RequestConsoleProps) {
  const isAble = useSyncExternalStore(neverChanges, canGenerateKeys, () => true);
  const origin = useSyncExternalStore(
    neverChanges,
    () => window.location.origin,
    () => "http://localhost",
  );
  const { draft, operation, setDraft, change } = useDraft(operations, asked);
  const credentials = useCredentials(environment);
  const { exchanges, shown, isSending, problem, send, show } = useExchanges(api, credentials);
  const [uploaded, setUploaded] = useState<File | null>(null);
  const [formProblem, setFormProblem] = useState<string | null>(null);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [isCopying, setIsCopying] = useState(false);
  const result = useRef<HTMLDivElement>(null);

  const method = operation?.method ?? draft.method;
  const built = builtTarget(draft, operation, origin);
  const isForm = operation?.formParameters != null;
  const hasJson =
    operation === null ? mayHaveBody(method) && draft.body !== "" : operation.bodyExample !== null;
  const isReached = built.target === null || isReachable(built.target, api);

  async function sentBody(): Promise<SentBody | null> {
    if (!isForm) return hasJson && draft.body !== "" ? { kind: "json", text: draft.body } : { kind: "none" };
    if (uploaded === null) return null;
    const texts = Object.entries(draft.form).filter(([, value]) => value !== "");
    const form = await buildMultipartBody({ ...Object.fromEntries(texts), file: uploaded });
    return { kind: "form", bytes: form.bytes, contentType: form.contentType };
  }

  /** Asks first where it would change something in production. */
  async function ask(request: RepeatableRequest, mistake: MistakeId | null) {
    if (credentials.ready() === null) return;
    if (environment === "production" && request.method !== "GET") setWaiting({ request, mistake });
    else await sendAndShow(request, mistake);
  }

  async function sendAndShow(request: RepeatableRequest, mistake: MistakeId | null) {
    await send(request, mistake);
    // Below the form on small screens.
    if (window.innerWidth < 1280) result.current?.scrollIntoView({ block: "start" });
  }

  async function sendDraft(mistake: MistakeId | null) {
    setFormProblem(null);
    const body = await sentBody();
    const found = built.problem ?? (body === null ? "Choose the file to upload." : null);
    setFormProblem(found);
    if (built.target === null || body === null) {
      credentials.ready();
      return;
    }
    await ask({ method, target: built.target, body, idempotencyKey: draft.idempotencyKey }, mistake);
  }

  const submit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    // A dialog's form would bubble through to here.
    if (event.target === event.currentTarget) void sendDraft(null);
  };

  return (
    <div data-wide className="grid min-w-0 gap-x-10 gap-y-8 xl:grid-cols-2">
      <form method="post" noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-5">
        {isAble ? null : (
          <Notice tone="warning" title="This browser cannot sign on this address">
            <p>Browsers sign only on pages loaded over HTTPS. Copy the request and run it elsewhere.</p>
          </Notice>
        )}
        <CredentialsFields credentials={credentials} environment={environment} />
        <div className="flex flex-col gap-3 border-border border-t pt-5">
          <OperationPicker
            operations={operations}
            chosen={operation}
            onChoose={(next) =>
              setDraft(
                next === null ? freeDraft(method, built.target ?? "/api/v1/", draft.body) : draftOf(next),
              )
            }
          />
          <TargetLine
            method={method}
            target={built.target ?? operation?.path ?? draft.target}
            operation={operation}
          />
        </div>
        <RequestForm
          draft={draft}
          operation={operation}
          uploaded={uploaded}
          onChange={change}
          onUpload={setUploaded}
        />
        {isReached ? null : <ReachNotice apiBaseUrl={api.apiBaseUrl ?? ""} />}
        <FieldError message={formProblem ?? problem ?? undefined} />
        <SendBar
          isSending={isSending}
          isSendable={isAble && isReached}
          hasBody={hasJson || isForm}
          isCopyable={built.target !== null || operation === null}
          onSend={(mistake) => void sendDraft(mistake)}
          onCopy={() => setIsCopying(true)}
        />
      </form>
      <div ref={result} className="flex min-w-0 scroll-mt-20 flex-col gap-8">
        {shown === null ? (
          <NothingSent />
        ) : (
          <>
            <ExchangeView
              exchange={shown}
              operations={operations}
              isSending={isSending}
              onSendAgain={() => void ask(shown.request, null)}
            />
            <ExchangeHistory exchanges={exchanges} shownId={shown.id} onShow={show} />
          </>
        )}
      </div>
      {isCopying ? (
        <CopyAsDialog
          environment={environment}
          onClose={() => setIsCopying(false)}
          request={{
            baseUrl: api.apiBaseUrl ?? origin,
            issuer: api.issuer,
            audience: api.audience,
            method,
            target: built.target ?? draft.target,
            body: hasJson ? draft.body : null,
            form: isForm
              ? Object.fromEntries(Object.entries(draft.form).filter(([, value]) => value !== ""))
              : null,
            idempotencyKey: draft.idempotencyKey,
          }}
        />
      ) : null}
      {waiting === null ? null : (
        <ConfirmProduction
          method={waiting.request.method}
          target={waiting.request.target}
          onClose={() => setWaiting(null)}
          onSend={() => {
            setWaiting(null);
            void sendAndShow(waiting.request, waiting.mistake);
          }}
        />
      )}
    </div>
  );
}
