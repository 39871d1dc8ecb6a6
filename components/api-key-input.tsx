import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import type { Environment } from "@/lib/schemas/common";

type ApiKeyInputProps = Omit<ComponentProps<typeof Input>, "type" | "value" | "defaultValue"> & {
  environment: Environment;
};

/** For an API key that somebody types in. It has no value of ours: React would write it into the page's markup. */
export function ApiKeyInput({ environment, ...input }: ApiKeyInputProps) {
  return (
    <Input
      {...input}
      type="password"
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      spellCheck={false}
      className="font-mono"
      placeholder={environment === "production" ? "nv_live_…" : "nv_test_…"}
    />
  );
}
