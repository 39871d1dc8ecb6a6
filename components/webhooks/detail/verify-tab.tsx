"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { Section } from "@/components/ui/section";
import { VERIFY_NODE, VERIFY_PYTHON } from "@/lib/client/webhook-samples";

/** How a receiver knows that a delivery is ours, in code to take away. */
export function VerifyTab() {
  return (
    <div className="flex flex-col gap-10">
      <Section
        title="How deliveries are signed"
        description={
          <>
            By Standard Webhooks: HMAC-SHA256 over <Code>webhook-id</Code>.<Code>webhook-timestamp</Code>.body
            with your secret. <Code>webhook-signature</Code> holds one signature, and two during a rotation;
            one that fits is enough. Verify the body as it comes, before it is parsed, refuse timestamps more
            than 5 minutes off, and keep <Code>webhook-id</Code> to act on each event once.
          </>
        }
      >
        {null}
      </Section>
      <Section title="Node.js" description="With the published library: npm install standardwebhooks">
        <CodeBlock label="Node.js sample" code={VERIFY_NODE} />
      </Section>
      <Section title="Python" description="With nothing but the standard library.">
        <CodeBlock label="Python sample" code={VERIFY_PYTHON} />
      </Section>
    </div>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-[0.8125rem] text-foreground">{children}</code>;
}
