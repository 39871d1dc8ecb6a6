"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from "react";
import { SearchResults } from "@/components/docs/search-results";
import { type FoundSection, findSections, loadDocsSearch } from "@/lib/client/docs-search";

type State = { kind: "idle" } | { kind: "found"; sections: FoundSection[] } | { kind: "failed" };

/** The search button and its dialog: `/` or Ctrl/Cmd+K opens it, arrow keys choose, Enter goes there. */
export function DocsSearch() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [question, setQuestion] = useState("");
  const [state, setState] = useState<State>({ kind: "idle" });
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const sections = state.kind === "found" ? state.sections : [];

  const open = useCallback(() => {
    dialog.current?.showModal();
    void loadDocsSearch().catch(() => undefined);
  }, []);

  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent) {
      const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      const isSlash = event.key === "/" && !isTyping(event.target) && !event.ctrlKey && !event.metaKey;
      if (!isCommand && !isSlash) return;
      event.preventDefault();
      if (dialog.current?.open !== true) open();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [open]);

  useEffect(() => {
    if (question.trim() === "") {
      setState({ kind: "idle" });
      return;
    }
    let isCurrent = true;
    loadDocsSearch().then(
      (index) => {
        if (!isCurrent) return;
        setState({ kind: "found", sections: findSections(index, question) });
        setChosen(0);
      },
      () => {
        if (isCurrent) setState({ kind: "failed" });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [question]);

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && sections.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + sections.length) % sections.length);
    }
    const section = sections[chosen];
    if (event.key === "Enter" && section !== undefined) {
      event.preventDefault();
      dialog.current?.close();
      window.location.assign(section.href);
    }
  }

  return (
    <>
      <button
        type="button"
        className="docs-search-button"
        onClick={open}
        aria-label="Search"
        aria-keyshortcuts="/ Control+K"
      >
        <Search aria-hidden="true" />
        <span>Search</span>
        <kbd>/</kbd>
      </button>
      <dialog
        ref={dialog}
        className="docs-search"
        aria-label="Search the documentation"
        onClose={() => setQuestion("")}
        onClick={(event) => {
          if (event.target === dialog.current) dialog.current.close();
        }}
        onKeyDown={onKeyDown}
      >
        <div className="docs-search-field">
          <Search aria-hidden="true" />
          <input
            type="search"
            role="combobox"
            aria-label="Search the documentation"
            aria-expanded={sections.length > 0}
            aria-controls={listId}
            aria-activedescendant={sections.length > 0 ? `${listId}-${chosen}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="A reason, a header, a word"
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
          />
          <button type="button" onClick={() => dialog.current?.close()} aria-label="Esc: close search">
            Esc
          </button>
        </div>
        <SearchResults
          id={listId}
          sections={sections}
          chosen={chosen}
          onChoose={() => dialog.current?.close()}
        />
        <p className="docs-search-said" role="status">
          {state.kind === "failed"
            ? "The index did not arrive. Type on to try again."
            : state.kind === "found" && sections.length === 0
              ? `Nothing is found for “${question}”.`
              : state.kind === "idle"
                ? "Try uri_mismatch, clock, RateLimit or multipart."
                : `${sections.length} ${sections.length === 1 ? "section" : "sections"}`}
        </p>
      </dialog>
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}
