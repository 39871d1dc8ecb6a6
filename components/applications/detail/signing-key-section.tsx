import { SigningKeyStatus } from "@/components/applications/application-status";
import { CodeBlock } from "@/components/ui/code-block";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { SigningKeyView } from "@/lib/schemas/application";

/** The public half of the key that signs the application's requests. */
export function SigningKeySection({ signingKeys }: { signingKeys: readonly SigningKeyView[] }) {
  return (
    <Section
      title={signingKeys.length > 1 ? "Signing keys" : "Signing key"}
      description="Signatures are checked with this public key. The private key is only with you."
    >
      {signingKeys.map((key) => (
        <div key={key.id} className="flex flex-col gap-4">
          <KeyValueList className="border-border border-y">
            <KeyValue term="Status">
              <SigningKeyStatus signingKey={key} />
            </KeyValue>
            <KeyValue term="Fingerprint">
              <Mono value={key.fingerprint} label="fingerprint" />
              <p className="text-muted-foreground text-[0.8125rem]">
                SHA-256 of the public key; the token&apos;s kid.
              </p>
            </KeyValue>
            <KeyValue term="Type">
              <span className="tabular-nums">RSA {key.modulusBits} bits, RS256</span>
            </KeyValue>
            <KeyValue term="Added">
              <RelativeTime at={key.createdAt} />
              {key.createdBy ? <span> by {key.createdBy.displayName}</span> : null}
            </KeyValue>
          </KeyValueList>
          <CodeBlock label="public key" code={key.publicKeyPem.trim()} />
        </div>
      ))}
    </Section>
  );
}
