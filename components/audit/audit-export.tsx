"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { type AuditSource, auditExportHref } from "@/lib/client/audit";
import type { AuditUrlFilter } from "@/lib/client/audit-filter";
import type { AuditExportFormat } from "@/lib/schemas/audit";

const FORMATS: readonly { format: AuditExportFormat; title: string; help: string }[] = [
  { format: "jsonl", title: "JSONL", help: "Every field and hash; can be verified offline" },
  { format: "csv", title: "CSV", help: "For a spreadsheet" },
];

type AuditExportProps = { source: AuditSource; filter: AuditUrlFilter };

/** Downloads what the filters let through, as plain links: the file streams and never passes through the page. */
export function AuditExport({ source, filter }: AuditExportProps) {
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline">
          <Download aria-hidden="true" />
          Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-72">
        <DropdownMenuLabel>
          {isFiltered ? "Entries that match the filters" : "All entries"}
          {". The export is recorded in this history."}
        </DropdownMenuLabel>
        {FORMATS.map(({ format, title, help }) => (
          <DropdownMenuItem key={format} asChild>
            <a href={auditExportHref(source, filter, format) ?? undefined} download>
              <span className="flex flex-col">
                <span className="font-medium">{title}</span>
                <span className="text-muted-foreground text-xs">{help}</span>
              </span>
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
