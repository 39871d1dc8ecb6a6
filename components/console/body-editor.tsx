import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { jsonProblem } from "@/lib/client/console/draft";
import { utf8Bytes } from "@/lib/partner-client/encoding";

type BodyEditorProps = {
  body: string;
  example: string | null;
  onChange: (body: string) => void;
};

/** The body as text. What stands here is hashed, signed and sent, byte for byte. */
export function BodyEditor({ body, example, onChange }: BodyEditorProps) {
  const problem = jsonProblem(body);
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="JSON body"
        help={`${utf8Bytes(body).length} bytes in UTF-8, signed and sent exactly as they stand here, spaces and line breaks included.`}
        error={problem === null ? undefined : `${problem} It can be sent all the same, to see the refusal.`}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={Math.min(22, Math.max(5, body.split("\n").length + 1))}
            spellCheck={false}
            className="font-mono text-[0.8125rem] leading-5"
            value={body}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="outline"
          size="sm"
          disabled={problem !== null || body === ""}
          onClick={() => onChange(JSON.stringify(JSON.parse(body), null, 2))}
        >
          Indent
        </Button>
        <Button
          variant="outline"
          size="sm"
          disabled={problem !== null || body === ""}
          onClick={() => onChange(JSON.stringify(JSON.parse(body)))}
        >
          Compact
        </Button>
        {example === null || example === body ? null : (
          <Button variant="ghost" size="sm" onClick={() => onChange(example)}>
            Put the example back
          </Button>
        )}
      </div>
    </div>
  );
}
