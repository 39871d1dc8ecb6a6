import { CodeBlock } from "@/components/ui/code-block";
import type { ConsoleExchange } from "@/lib/client/console/exchange";

/** What went over the wire as far as the page decides it, with the key masked and the token left out. */
export function SentRequest({ exchange }: { exchange: ConsoleExchange }) {
  const { headers, bodyText, bodyBytes } = exchange;
  const { method, target } = exchange.request;
  const head = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return (
    <div className="flex flex-col gap-3">
      <CodeBlock label="request head" code={head.join("\n")} />
      {bodyText === null ? (
        <p className="text-muted-foreground">
          {bodyBytes === 0 ? "No body." : `A form of ${bodyBytes.toLocaleString("en-US")} bytes.`}
        </p>
      ) : (
        <CodeBlock label="body" code={bodyText} />
      )}
      <p className="text-muted-foreground text-[0.8125rem]">
        The browser adds headers of its own, such as User-Agent and Content-Length; none of them is signed.
      </p>
    </div>
  );
}
