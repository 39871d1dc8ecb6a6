import { CopyButton } from "@/components/ui/copy-button";
import {
  type ComparedText,
  firstDifference,
  nameFirst,
  showAll,
  showInvisible,
} from "@/lib/client/first-difference";
import { cn } from "@/lib/utils";

type ComparedValuesProps = {
  expected: string | null;
  received: string | null;
  /** Whether both are values of one kind. Where words stand beside a number, to compare them says nothing. */
  areComparable: boolean;
};

/** What was expected above what came, character under character, with the difference marked and said in words. */
export function ComparedValues({ expected, received, areComparable }: ComparedValuesProps) {
  const found =
    !areComparable || expected === null || received === null ? null : firstDifference(expected, received);
  // Of two hashes nothing is alike: marking all of them says nothing.
  const isAllOfIt = found !== null && found.expected.before === "" && found.expected.after === "";
  const difference = isAllOfIt ? null : found;
  return (
    <div className="flex flex-col gap-2">
      <dl className="flex flex-col divide-y divide-border overflow-hidden rounded-lg border border-border">
        <Value
          term="Expected"
          text={expected}
          compared={difference?.expected}
          areWords={!areComparable}
          mark="bg-success/12 text-success"
        />
        <Value
          term="Received"
          text={received}
          compared={difference?.received}
          areWords={!areComparable}
          mark="bg-destructive/10 text-destructive"
        />
      </dl>
      {difference === null ? null : (
        <p className="text-muted-foreground text-[0.8125rem]">
          {`They differ from character ${difference.position} on: expected ${firstOf(difference.expected)}, received ${firstOf(difference.received)}.`}
        </p>
      )}
    </div>
  );
}

const firstOf = ({ different, after }: ComparedText) => nameFirst(different === "" ? after : different);

type ValueProps = {
  term: string;
  text: string | null;
  compared: ComparedText | undefined;
  /** Words break between each other; values anywhere, so that they stand character under character. */
  areWords: boolean;
  mark: string;
};

function Value({ term, text, compared, areWords, mark }: ValueProps) {
  return (
    <div className="flex items-start gap-3 bg-muted/40 py-2 pr-2 pl-3">
      <dt className="w-16 shrink-0 pt-0.5 text-muted-foreground text-xs leading-5">{term}</dt>
      <dd className="flex min-w-0 flex-1 items-start gap-2">
        <span
          className={cn(
            "min-w-0 flex-1 font-mono text-[0.8125rem] leading-6 whitespace-pre-wrap",
            areWords ? "[overflow-wrap:anywhere]" : "break-all",
          )}
        >
          {text === null ? (
            <span className="text-muted-foreground">nothing</span>
          ) : compared === undefined ? (
            <bdi>{text === "" ? <Nothing /> : showInvisible(text)}</bdi>
          ) : (
            <bdi>
              {showInvisible(compared.before)}
              <mark
                className={`rounded-[3px] px-px font-semibold underline decoration-2 underline-offset-4 ${mark}`}
              >
                {compared.different === "" ? <Nothing /> : showAll(compared.different)}
              </mark>
              {showInvisible(compared.after)}
            </bdi>
          )}
        </span>
        {text === null || text === "" ? null : <CopyButton value={text} label={term.toLowerCase()} />}
      </dd>
    </div>
  );
}

/** Where something is missing. */
function Nothing() {
  return (
    <>
      <span aria-hidden="true">∅</span>
      <span className="sr-only">nothing</span>
    </>
  );
}
