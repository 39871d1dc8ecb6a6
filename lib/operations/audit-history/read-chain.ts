/** Histories as streams of rows, read page by page, so that their length fills no memory. */

import type { Database, Transaction } from "@/db/client";
import {
  type AuditRow,
  type AuditRowFilter,
  type ChainPosition,
  listChainRows,
  listCheckpointRows,
} from "@/db/queries/audit";
import type { AuditCheckpoint } from "@/lib/audit/checkpoint";

const PAGE_ROWS = 1000;

/** Every row in chain order, as the transaction sees it. */
export function readChain(tx: Transaction, organizationId: string): AsyncGenerator<AuditRow> {
  return flatten(
    pagesOf((after) =>
      listChainRows(tx, organizationId, { actions: undefined }, { after, upTo: undefined, limit: PAGE_ROWS }),
    ),
  );
}

/**
 * Pages of rows in chain order up to the sequence `upTo`. Each is read in a transaction of its own, so whoever takes
 * them slowly holds no connection; what has been appended does not change, so the pages fit together.
 */
export function readChainPages(
  database: Database,
  organizationId: string,
  filter: AuditRowFilter,
  upTo: number,
): AsyncGenerator<AuditRow[]> {
  return pagesOf((after) =>
    database.readInScope({ organizationId, environment: null }, (tx) =>
      listChainRows(tx, organizationId, filter, { after, upTo, limit: PAGE_ROWS }),
    ),
  );
}

/** Checkpoints of the database and `others` (both in order of sequence) in one order. */
export async function* readCheckpoints(
  tx: Transaction,
  organizationId: string,
  others: readonly AuditCheckpoint[],
): AsyncGenerator<AuditCheckpoint> {
  const waiting = [...others].reverse();
  let after: number | undefined;
  for (;;) {
    const page = await listCheckpointRows(tx, organizationId, { after, limit: PAGE_ROWS });
    for (const checkpoint of page) {
      for (let other = waiting.at(-1); other !== undefined && other.sequence <= checkpoint.sequence; ) {
        yield other;
        waiting.pop();
        other = waiting.at(-1);
      }
      yield checkpoint;
    }
    after = page.at(-1)?.sequence;
    if (page.length < PAGE_ROWS) break;
  }
  yield* waiting.reverse();
}

async function* pagesOf(
  read: (after: ChainPosition | undefined) => Promise<AuditRow[]>,
): AsyncGenerator<AuditRow[]> {
  let page: AuditRow[] | undefined;
  do {
    page = await read(page?.at(-1));
    yield page;
  } while (page.length === PAGE_ROWS);
}

async function* flatten<Item>(pages: AsyncIterable<Item[]>): AsyncGenerator<Item> {
  for await (const page of pages) yield* page;
}
