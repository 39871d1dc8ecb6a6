"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RatesPreviewTable } from "@/components/hub/reference/rates-preview-table";
import { DecisionDialog } from "@/components/hub/reviews/decision-dialog";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { isInPreview, previewRates, problemsByLine, shownLines } from "@/lib/client/hub-rates-preview";
import { importRates } from "@/lib/client/hub-reference";
import { toast } from "@/lib/client/toast";
import { UiError } from "@/lib/client/ui-error";
import { joinWords } from "@/lib/client/words";
import { type ExchangeRate, importExchangeRatesSchema, RATES_CSV_COLUMNS } from "@/lib/schemas/exchange-rate";

const MAXIMUM_CHARACTERS = 500_000;

type ImportRatesDialogProps = { current: readonly ExchangeRate[]; onClose: () => void };

/** New rates from a file or pasted, shown beside the rates there are before anything is imported. */
export function ImportRatesDialog({ current, onClose }: ImportRatesDialogProps) {
  const client = useQueryClient();
  const [csv, setCsv] = useState("");
  const [fileName, setFileName] = useState<string | null>(null);
  const [fileProblem, setFileProblem] = useState<string>();
  const [source, setSource] = useState("");
  const [reason, setReason] = useState("");
  const [wasChecked, setWasChecked] = useState(false);
  const [problems, setProblems] = useState<ReadonlyMap<number, string[]>>(new Map());
  const preview = previewRates(csv, current);
  const isMarked = shownLines(preview.lines).some(({ line }) => problems.has(line));
  const csvProblem = preview.problem ?? (csv.trim() === "" ? "Choose a file, or paste its text." : undefined);

  function change(text: string) {
    setCsv(text);
    setProblems(new Map());
  }

  async function readFile(file: File) {
    if (file.size > MAXIMUM_CHARACTERS) return setFileProblem("A file of rates has at most 500 kB.");
    setFileProblem(undefined);
    setFileName(file.name);
    change(await file.text());
  }

  async function run(why: string) {
    try {
      const { imported, unchanged, currencies } = await importRates(client, {
        csv,
        source: source.trim(),
        reason: why,
      });
      toast(
        imported === 0 ? "Nothing was new" : `Imported ${imported === 1 ? "1 rate" : `${imported} rates`}`,
        {
          description: importWords(currencies, unchanged),
        },
      );
    } catch (error) {
      if (error instanceof UiError)
        setProblems(problemsByLine(error.fields.filter(({ path }) => path === "csv")));
      throw error;
    }
  }

  return (
    <DecisionDialog
      title="Import exchange rates"
      description="All of the file is imported, or nothing. The newest rate of a currency counts from then on, in both environments."
      submitLabel="Import rates"
      errorTitle={isMarked ? "Nothing was imported: see what the preview marks." : "Nothing was imported."}
      reason={reason}
      onReason={setReason}
      reasonHelp="Stands in the operator's own history."
      run={run}
      check={() => {
        setWasChecked(true);
        return csvProblem === undefined;
      }}
      about={csv}
      saysItself={(problem) => problem.path === "csv" && isInPreview(preview.lines, problem)}
      onDone={() => undefined}
      onClose={onClose}
      className="sm:max-w-2xl"
    >
      <FileDrop
        label="File"
        help={
          <>
            CSV with the columns <code className="font-mono">{RATES_CSV_COLUMNS.join(",")}</code>
          </>
        }
        accept=".csv,text/csv,text/plain"
        fileName={fileName}
        error={fileProblem}
        onFile={(file) => void readFile(file)}
      />
      <Field label="Or its text" error={wasChecked || csv.trim() !== "" ? csvProblem : undefined}>
        {(control) => (
          <Textarea
            {...control}
            value={csv}
            rows={4}
            maxLength={MAXIMUM_CHARACTERS}
            spellCheck={false}
            className="min-h-24 font-mono text-[0.8125rem]"
            placeholder={`${RATES_CSV_COLUMNS.join(",")}\nMXN,0.0561,2026-01-05T12:00:00Z`}
            onChange={(event) => {
              setFileName(null);
              change(event.target.value);
            }}
          />
        )}
      </Field>
      <RatesPreviewTable lines={preview.lines} problems={problems} />
      <Field label="Source (optional)" help="Where the rates are from, such as a bank or a provider.">
        {(control) => (
          <Input
            {...control}
            value={source}
            maxLength={100}
            placeholder={importExchangeRatesSchema.shape.source.parse(undefined)}
            onChange={(event) => setSource(event.target.value)}
          />
        )}
      </Field>
    </DecisionDialog>
  );
}

function importWords(currencies: readonly string[], unchanged: number): string {
  const parts = [
    currencies.length === 0 ? "" : joinWords(currencies),
    unchanged === 0 ? "" : unchanged === 1 ? "1 was there already" : `${unchanged} were there already`,
  ];
  return parts.filter((part) => part !== "").join("; ");
}
