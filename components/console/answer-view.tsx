"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Segmented, SegmentedItem } from "@/components/ui/segmented";
import type { ConsoleAnswer } from "@/lib/client/console/exchange";

/** The body of an answer, indented or as it came, and its headers. */
export function AnswerView({ answer }: { answer: ConsoleAnswer }) {
  const [view, setView] = useState("indented");
  const { text, json, headers } = answer;
  const isJson = json !== undefined;
  return (
    <div className="flex flex-col gap-3">
      {isJson ? (
        <Segmented aria-label="How the answer is shown" value={view} onValueChange={setView}>
          <SegmentedItem value="indented">Indented</SegmentedItem>
          <SegmentedItem value="raw">As it came</SegmentedItem>
        </Segmented>
      ) : null}
      {text === null ? (
        <FileAnswer answer={answer} />
      ) : (
        <CodeBlock
          label="answer"
          code={isJson && view === "indented" ? JSON.stringify(json, null, 2) : text}
          className={view === "raw" ? "[&_code]:whitespace-pre-wrap [&_code]:break-all" : ""}
        />
      )}
      <details>
        <summary className="w-fit cursor-pointer text-link">{headers.length} headers</summary>
        <CodeBlock
          label="headers"
          className="mt-2"
          code={headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
        />
      </details>
    </div>
  );
}

function FileAnswer({ answer: { body, contentType } }: { answer: ConsoleAnswer }) {
  function save() {
    const url = URL.createObjectURL(new Blob([body], { type: contentType }));
    const link = document.createElement("a");
    link.href = url;
    link.download = "document";
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1_000);
  }
  return (
    <p className="flex flex-wrap items-center gap-3">
      {body.length.toLocaleString("en-US")} bytes of {contentType === "" ? "an unnamed type" : contentType}
      <Button variant="outline" size="sm" onClick={save}>
        Save file
      </Button>
    </p>
  );
}
