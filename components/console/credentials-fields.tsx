import { ApiKeyInput } from "@/components/api-key-input";
import type { ConsoleCredentials } from "@/components/console/use-credentials";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { shortFingerprint } from "@/lib/client/words";
import type { Environment } from "@/lib/schemas/common";

type CredentialsFieldsProps = { credentials: ConsoleCredentials; environment: Environment };

/** The private key and the API key, in the memory of this page and nowhere else. */
export function CredentialsFields({ credentials, environment }: CredentialsFieldsProps) {
  const { keyFile, problems, chooseFile, changeApiKey } = credentials;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <FileDrop
          label="Private key file"
          help="PKCS#8 PEM. Read in this page, never uploaded, forgotten when you leave."
          accept=".pem,.key,.p8,application/x-pem-file,text/plain"
          fileName={keyFile?.fileName ?? null}
          error={problems.file}
          onFile={(file) => void chooseFile(file)}
        />
        {keyFile === null ? null : (
          <p className="text-muted-foreground text-[0.8125rem]">
            Fingerprint <code className="font-mono">{shortFingerprint(keyFile.signer.fingerprint)}</code>
          </p>
        )}
      </div>
      <Field
        label="API key"
        help="Goes in x-api-key to this platform and nowhere else. Not kept: it is gone when this page is."
        error={problems.apiKey}
      >
        {(control) => (
          <ApiKeyInput
            {...control}
            environment={environment}
            onChange={(event) => changeApiKey(event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}
