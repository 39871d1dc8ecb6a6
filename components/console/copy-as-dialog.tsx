"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { SNIPPET_LANGUAGES, type SnippetRequest } from "@/lib/client/console/snippets";
import type { Environment } from "@/lib/schemas/common";

type CopyAsDialogProps = { request: SnippetRequest; environment: Environment; onClose: () => void };

/** The request as something to paste, which signs and sends it by itself. No key is in it. */
export function CopyAsDialog({ request, environment, onClose }: CopyAsDialogProps) {
  const [language, setLanguage] = useState<string>(SNIPPET_LANGUAGES[0].id);
  const prefix = environment === "production" ? "nv_live_" : "nv_test_";
  const variables = [
    `export NUVERA_API_KEY=${prefix}…`,
    "export NUVERA_PRIVATE_KEY=private-key.pem",
    ...(request.form === null ? [] : ["export NUVERA_FILE=certificate.pdf"]),
  ].join("\n");
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent className="sm:max-w-3xl">
        <div className="flex flex-col gap-1">
          <DialogTitle>Copy as</DialogTitle>
          <DialogDescription>
            Each signs afresh when it runs. The keys are not in it: they are read from the variables below.
          </DialogDescription>
        </div>
        <CodeBlock label="variables" code={variables} />
        <Tabs value={language} onValueChange={setLanguage}>
          <TabsList aria-label="Language">
            {SNIPPET_LANGUAGES.map(({ id, label }) => (
              <TabsTrigger key={id} value={id}>
                {label}
              </TabsTrigger>
            ))}
          </TabsList>
          {SNIPPET_LANGUAGES.map(({ id, label, write }) => (
            <TabsContent key={id} value={id} className="pt-4">
              <CodeBlock label={label} code={write(request)} />
            </TabsContent>
          ))}
        </Tabs>
      </DialogContent>
    </Dialog>
  );
}
