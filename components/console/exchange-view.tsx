"use client";

import { RotateCw } from "lucide-react";
import Link from "next/link";
import { AnswerView } from "@/components/console/answer-view";
import { SentRequest } from "@/components/console/sent-request";
import { TokenView } from "@/components/console/token-view";
import { RefusalSection } from "@/components/requests/detail/refusal-section";
import { RequestChecks } from "@/components/requests/detail/request-checks";
import { Button } from "@/components/ui/button";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { Status } from "@/components/ui/status";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useMay } from "@/components/workplace";
import { type ConsoleAnswer, type ConsoleExchange, refusalOf } from "@/lib/client/console/exchange";
import { mistakeLabel } from "@/lib/client/console/mistakes";
import { type ConsoleOperation, isPathOfApi } from "@/lib/client/console/operation";
import { checksFor, explainRefusal } from "@/lib/explain";
import { routes } from "@/lib/routes";

type ExchangeViewProps = {
  exchange: ConsoleExchange;
  operations: readonly ConsoleOperation[];
  isSending: boolean;
  onSendAgain: () => void;
};

/** What was sent and what came back; a refusal begins with what to change. */
export function ExchangeView({ exchange, operations, isSending, onSendAgain }: ExchangeViewProps) {
  const mayReadLog = useMay("REQUESTS_READ");
  const { answer, failure, mistake } = exchange;
  const { method, target } = exchange.request;
  const refusal = answer === null ? null : refusalOf(answer);
  const checks =
    refusal === null ? [] : checksFor(refusal.reason, { route: isPathOfApi(operations, target) });
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div role="status" className="flex min-w-0 flex-col gap-1">
          {answer === null ? <Status tone="destructive">No answer</Status> : <AnswerStatus answer={answer} />}
          <code className="break-all font-mono text-[0.8125rem]">
            {method} {target}
          </code>
          {mistake === null ? null : (
            <p className="text-muted-foreground text-[0.8125rem]">On purpose: {mistakeLabel(mistake)}.</p>
          )}
        </div>
        <Button variant="outline" size="sm" loading={isSending} onClick={onSendAgain}>
          {isSending ? null : <RotateCw aria-hidden="true" />}
          Send again
        </Button>
      </div>
      {failure === null ? null : (
        <Notice tone="destructive" title="No answer came">
          <p>{failure}</p>
        </Notice>
      )}
      {answer?.requestId == null ? null : (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <Mono value={answer.requestId} label="request id" />
          {mayReadLog ? (
            <Link
              href={`${routes.requests}?request=${encodeURIComponent(answer.requestId)}`}
              prefetch={false}
              className="rounded-sm font-medium text-link underline-offset-4 hover:underline"
            >
              Open in the request log
            </Link>
          ) : null}
        </p>
      )}
      {refusal === null ? null : <RefusalSection refusal={explainRefusal(refusal)} />}
      {checks.length === 0 ? null : <RequestChecks checks={checks} />}
      <Tabs key={exchange.id} defaultValue={answer === null ? "request" : "answer"}>
        <TabsList aria-label="Parts of the exchange">
          {answer === null ? null : <TabsTrigger value="answer">Answer</TabsTrigger>}
          <TabsTrigger value="request">Request</TabsTrigger>
          <TabsTrigger value="token">Token</TabsTrigger>
        </TabsList>
        {answer === null ? null : (
          <TabsContent value="answer" className="pt-4">
            <AnswerView answer={answer} />
          </TabsContent>
        )}
        <TabsContent value="request" className="pt-4">
          <SentRequest exchange={exchange} />
        </TabsContent>
        <TabsContent value="token" className="pt-4">
          <TokenView token={exchange.token} />
        </TabsContent>
      </Tabs>
    </div>
  );
}

function AnswerStatus({ answer }: { answer: ConsoleAnswer }) {
  const { status, latencyMilliseconds } = answer;
  const refusal = refusalOf(answer);
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <Status tone={status < 300 ? "success" : status < 500 ? "destructive" : "warning"}>
        {status} {refusal === null ? (status < 300 ? "Accepted" : "Answered") : "Refused:"}
        {refusal === null ? null : <code className="font-mono">{refusal.reason}</code>}
      </Status>
      <span className="text-muted-foreground tabular-nums">{Math.round(latencyMilliseconds)} ms</span>
    </p>
  );
}
