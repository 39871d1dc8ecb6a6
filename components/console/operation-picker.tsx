"use client";

import { ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ConsoleOperation } from "@/lib/client/console/operation";
import { cn } from "@/lib/utils";

type OperationPickerProps = {
  operations: readonly ConsoleOperation[];
  chosen: ConsoleOperation | null;
  /** `null` is a request of one's own. */
  onChoose: (operation: ConsoleOperation | null) => void;
};

/** Every operation by area, found by any word of its name, path or permission. */
export function OperationPicker({ operations, chosen, onChoose }: OperationPickerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [question, setQuestion] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = operations.filter((operation) => matches(operation, question));
  // The last choice is always there.
  const choices: readonly (ConsoleOperation | null)[] = [...found, null];

  function choose(operation: ConsoleOperation | null) {
    onChoose(operation);
    setIsOpen(false);
    setQuestion("");
  }

  function move(to: number) {
    const next = (to + choices.length) % choices.length;
    setActive(next);
    list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: "nearest" });
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      move(active + step);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      choose(choices[active] ?? null);
    }
  }

  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md border border-input bg-background px-3 text-left shadow-raised hover:bg-accent">
        <span className="sr-only">Operation:</span>
        <span className="min-w-0 flex-1 truncate font-medium">{chosen?.title ?? "Request of your own"}</span>
        {chosen === null ? null : (
          <span className="truncate text-muted-foreground text-xs max-sm:hidden">{chosen.area}</span>
        )}
        <ChevronsUpDown className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
      </PopoverTrigger>
      <PopoverContent className="flex max-h-[min(28rem,70dvh)] w-[min(34rem,calc(100vw-2rem))] max-w-none flex-col gap-2 p-2">
        <Input
          role="combobox"
          aria-label="Find an operation"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={`${id}-${active}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Name, path or permission"
          value={question}
          onChange={(event) => {
            setQuestion(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id={id} role="listbox" aria-label="Operations" className="min-h-0 overflow-y-auto">
          {choices.map((operation, index) => (
            <Choice
              key={operation?.name ?? "own"}
              id={`${id}-${index}`}
              index={index}
              operation={operation}
              area={areaBefore(choices, index)}
              isActive={index === active}
              isChosen={operation?.name === chosen?.name}
              onChoose={() => choose(operation)}
            />
          ))}
        </div>
      </PopoverContent>
    </Popover>
  );
}

function matches({ title, path, permission, area, method }: ConsoleOperation, question: string): boolean {
  const text = `${title} ${method} ${path} ${permission ?? ""} ${area}`.toLowerCase();
  return question
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The heading over a choice: its area, where it is the first of it. */
function areaBefore(choices: readonly (ConsoleOperation | null)[], index: number): string | null {
  const area = choices[index]?.area ?? null;
  return area === choices[index - 1]?.area ? null : area;
}

type ChoiceProps = {
  id: string;
  index: number;
  operation: ConsoleOperation | null;
  area: string | null;
  isActive: boolean;
  isChosen: boolean;
  onChoose: () => void;
};

function Choice({ id, index, operation, area, isActive, isChosen, onChoose }: ChoiceProps) {
  return (
    <>
      {area === null ? null : (
        <p role="presentation" className="px-2 pt-2 pb-1 font-medium text-muted-foreground text-xs">
          {area}
        </p>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above takes the keys */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox, which names the active option */}
      <div
        id={id}
        role="option"
        aria-selected={isChosen}
        data-index={index}
        onClick={onChoose}
        className={cn(
          "flex cursor-pointer flex-wrap items-baseline gap-x-3 rounded-md px-2 py-1.5 hover:bg-accent",
          isActive && "bg-accent",
        )}
      >
        <span className="font-medium">{operation?.title ?? "Request of your own"}</span>
        <span className="min-w-0 break-all font-mono text-muted-foreground text-xs">
          {operation === null ? "any method and target" : `${operation.method} ${operation.path}`}
        </span>
      </div>
    </>
  );
}
