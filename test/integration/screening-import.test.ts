import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { runCli } from "@/cli/run";
import { listWatchlistRows } from "@/db/queries/watchlists";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { ensureFictionalWatchlist } from "@/lib/boot/fictional-watchlist";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { importWatchlist } from "@/lib/operations/screening/import-watchlist";
import { removeLeftVersions, tidyWatchlists } from "@/lib/operations/screening/remove-left-versions";
import { createCustomer } from "@/test/integration/support/customers";
import { makeApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { startProgram } from "@/test/integration/support/programs";
import {
  type Entry,
  importEntries,
  importText,
  screeningOf,
  toCsv,
} from "@/test/integration/support/screening";

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});
afterEach(async () => {
  await platform.database.owner`truncate watchlists, watchlist_entries, watchlist_names, watchlist_imports`;
});

const people = (count: number, prefix = "p"): Entry[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${prefix}-${index}`,
    name: `Ivan Numbered${prefix}${index}`,
  }));

const inForce = () => listWatchlistRows(platform.runtime.database.db);

const imports = () =>
  platform.database.owner<{ list: string; version: number; state: string; failure: string | null }[]>`
    select list, version, state, failure from watchlist_imports order by list, version`;

/** How many entries and names each version has. */
const stored = () =>
  platform.database.owner<{ version: number; entries: number; names: number }[]>`
    select version, (select count(*)::integer from watchlist_entries e where e.version = v.version) as entries,
           (select count(*)::integer from watchlist_names n where n.version = v.version) as names
      from (select distinct version from watchlist_entries union select distinct version from watchlist_names) v
     order by version`;

const pass = (seconds: number) => {
  platform.clock.now = new Date(platform.clock.now.getTime() + seconds * 1000);
};

describe("an import", () => {
  it("brings a list into force, and says so in the operator's history", async () => {
    const outcome = await importEntries(platform, [
      { id: "a", name: "Ivan Petrov", aliases: "Иван Петров;Petrov Ivan;Ivan P." },
      { id: "b", schema: "Company", name: "Acme LLC", countries: "ru;us" },
      { id: "c", schema: "Vessel", name: "Aurora" },
    ]);
    expect(outcome).toMatchObject({
      list: "test",
      version: 1,
      entryCount: 2,
      skippedCount: 1,
      unchanged: false,
    });
    expect(await inForce()).toMatchObject([
      {
        name: "test",
        version: 1,
        entryCount: 2,
        environments: ["sandbox", "production"],
        sourceName: "test.csv",
      },
    ]);
    // Two spellings of the first one's names are one.
    expect(await stored()).toEqual([{ version: 1, entries: 2, names: 3 }]);
    const [row] = await platform.database.owner`
      select after, actor_label from audit_events
       where organization_id = ${OPERATOR_ORGANIZATION_ID} and action = 'watchlist.imported' order by sequence desc limit 1`;
    expect(row).toMatchObject({ after: { version: 1, entryCount: 2 }, actor_label: "operator CLI" });
  });

  it("replaces the list as a whole and leaves nothing of the old one", async () => {
    await importEntries(platform, people(3, "old"));
    await importEntries(platform, people(2, "new"));
    expect(await inForce()).toMatchObject([{ version: 2, entryCount: 2 }]);
    expect(await stored()).toEqual([{ version: 2, entries: 2, names: 2 }]);
    expect(await imports()).toMatchObject([{ state: "COMPLETED" }, { state: "COMPLETED" }]);
  });

  it("of the same file changes nothing but perhaps the environments", async () => {
    await importEntries(platform, people(3));
    const again = await importEntries(platform, people(3));
    expect(again).toMatchObject({ version: 1, entryCount: 3, unchanged: true });
    const [before] = await inForce();
    await importEntries(platform, people(3), { environments: ["sandbox"] });
    const [after] = await inForce();
    expect(after).toMatchObject({ version: 1, environments: ["sandbox"] });
    // Who is in it is due again.
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    expect(await imports()).toHaveLength(1);
  });

  it("of the same file by other rules is a new one", async () => {
    await importEntries(platform, people(3));
    await platform.database.owner`update watchlists set algorithm = 'older'`;
    expect(await importEntries(platform, people(3))).toMatchObject({ version: 2, unchanged: false });
  });

  it("keeps lists of different names apart", async () => {
    await importEntries(platform, people(3), { list: "one" });
    await importEntries(platform, people(4), { list: "two", environments: ["sandbox"] });
    expect(await inForce()).toMatchObject([
      { name: "one", entryCount: 3 },
      { name: "two", entryCount: 4, environments: ["sandbox"] },
    ]);
  });

  it("takes any order of columns and a byte order mark", async () => {
    const text = "\uFEFFextra,name,SCHEMA,id\r\nx,Ivan Petrov,Person,a\r\n";
    expect(await importText(platform, text)).toMatchObject({ entryCount: 1 });
  });

  it("takes more than a batch", async () => {
    expect(await importEntries(platform, people(1_201))).toMatchObject({ entryCount: 1_201 });
    expect(await stored()).toEqual([{ version: 1, entries: 1_201, names: 1_201 }]);
  });
});

describe("a file with far fewer entries than the version in force", () => {
  it("is taken for one that was cut off, unless somebody says that it is whole", async () => {
    await importEntries(platform, people(1_200));
    await expect(importEntries(platform, people(500))).rejects.toMatchObject({
      reason: "conflict",
      message: expect.stringContaining("--fewer allowed"),
    });
    expect(await inForce()).toMatchObject([{ version: 1, entryCount: 1_200 }]);
    expect((await imports()).at(-1)).toMatchObject({
      state: "FAILED",
      failure: expect.stringContaining("cut off"),
    });
    expect(await stored()).toMatchObject([{ version: 1 }]);
    expect(await importEntries(platform, people(700))).toMatchObject({ entryCount: 700 });
    await platform.database.owner`update watchlists set entry_count = 1200`;
    expect(await importEntries(platform, people(500), { mayHaveFewer: true })).toMatchObject({
      entryCount: 500,
    });
  });
});

describe("a file that cannot be imported leaves what was in force in force", () => {
  it.each([
    ["no header", "Ivan,Petrov\n1,2\n", /no column id, schema, name/],
    ["nothing", "", /names nobody/],
    ["a header alone", "id,schema,name\n", /names nobody/],
    ["no id in a line", "id,schema,name\na,Person,Ivan Petrov\n,Person,Petr Ivanov\n", /Line 3 has no id/],
    ["a field too many", "id,schema,name\na,Person,Ivan,Petrov\n", /not the CSV/],
    ["a quotation mark too many", 'id,schema,name\na,Person,"Ivan\n', /not the CSV/],
    ["an id twice", "id,schema,name\na,Person,Ivan Petrov\na,Person,Petr Ivanov\n", /two rows with one id/],
    ["a first batch that is good", `${toCsv(people(600))}\nx,y\n`, /not the CSV/],
  ])("%s", async (_, text, message) => {
    await importEntries(platform, people(3));
    await expect(importText(platform, text)).rejects.toThrow(message);
    expect(await inForce()).toMatchObject([{ version: 1, entryCount: 3 }]);
    expect(await stored()).toEqual([{ version: 1, entries: 3, names: 3 }]);
    expect((await imports()).at(-1)).toMatchObject({
      version: 2,
      state: "FAILED",
      failure: expect.stringMatching(message),
    });
    expect(await importEntries(platform, people(4))).toMatchObject({ version: 3 });
  });
});

describe("an import whose process is killed", () => {
  /** Kills it when it has stored something. */
  async function killOne(): Promise<void> {
    const child = await startProgram("import-process", { stdio: "ignore" });
    const stored = once(child, "message");
    child.send({ settings: platform.runtime.settings, text: toCsv(people(700, "killed")) });
    await stored;
    child.kill("SIGKILL");
    await once(child, "exit");
    // It went by the real time.
    platform.clock.now = new Date();
  }

  it("leaves the old version in force, and housekeeping removes what it left", async () => {
    await importEntries(platform, people(3));
    await killOne();
    expect(await inForce()).toMatchObject([{ version: 1 }]);
    expect(await stored()).toMatchObject([{ version: 1 }, { version: 2, entries: 500 }]);
    await tidyWatchlists(platform.runtime);
    expect(await stored(), "it may still be alive").toHaveLength(2);
    pass(301);
    await tidyWatchlists(platform.runtime);
    expect(await stored()).toEqual([{ version: 1, entries: 3, names: 3 }]);
    expect((await imports()).at(-1)).toMatchObject({
      state: "FAILED",
      failure: expect.stringContaining("ended"),
    });
  });

  it("is in the way of the next one for a minute", async () => {
    await importEntries(platform, people(3));
    await killOne();
    await expect(importEntries(platform, people(4))).rejects.toMatchObject({ reason: "conflict" });
    pass(61);
    expect(await importEntries(platform, people(4))).toMatchObject({ version: 3, entryCount: 4 });
    expect(await stored()).toEqual([{ version: 3, entries: 4, names: 4 }]);
  });
});

describe("several imports", () => {
  it("of one list do not meet: one of them is refused", async () => {
    const outcomes = await Promise.allSettled([
      importEntries(platform, people(1_000, "a")),
      importEntries(platform, people(1_000, "b")),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await inForce()).toMatchObject([{ version: 1, entryCount: 1_000 }]);
  });

  it("that was given up while it went on stores nothing more and does not come into force", async () => {
    await importEntries(platform, people(3));
    const text = toCsv(people(1_500, "slow"));
    const { owner } = platform.database;
    let given = false;
    const giveUp = async () => {
      if (given) return;
      given = true;
      await owner`update watchlist_imports set state = 'FAILED' where state = 'RUNNING'`;
      await removeLeftVersions(platform.runtime);
    };
    let opened = 0;
    const slowly = async function* () {
      yield Buffer.from(text.slice(0, text.length / 2));
      await giveUp();
      yield Buffer.from(text.slice(text.length / 2));
    };
    const running = importWatchlist(platform.runtime, {
      list: "test",
      environments: ["sandbox"],
      source: {
        name: "slow.csv",
        open: () => {
          opened += 1;
          return opened === 1 ? Readable.from([Buffer.from(text)]) : Readable.from(slowly());
        },
      },
      principal: operatorCli(OPERATOR_ORGANIZATION_ID, "sandbox"),
      origin: operatorCliOrigin(),
      reason: null,
    });
    await expect(running).rejects.toMatchObject({ reason: "conflict" });
    expect(await inForce()).toMatchObject([{ version: 1, entryCount: 3 }]);
    expect(await stored()).toEqual([{ version: 1, entries: 3, names: 3 }]);
  });

  it("while customers are created: each of them is matched against one version or the other, and never against none", async () => {
    const application = await makeApplication(platform);
    await platform.database.owner`update applications set rate_limit_per_second = 1000`;
    const listed = { id: "x", schema: "Company", name: "Northern Sail Logistics" };
    await importEntries(platform, [listed, ...people(200, "v1")]);
    let done = false;
    const importing = (async () => {
      for (const round of [2, 3, 4, 5]) {
        await importEntries(platform, [listed, ...people(1_500, `v${round}`)]);
      }
      done = true;
    })();
    const counts: number[] = [];
    while (!done) {
      const id = await createCustomer(platform, application, { companyName: "Northern Sail Logistics Ltd" });
      const { subject } = await screeningOf(platform, application, id);
      counts.push(subject.openMatchCount);
    }
    await importing;
    expect(counts.length).toBeGreaterThan(2);
    expect(new Set(counts)).toEqual(new Set([1]));
  });
});

describe("the fictional list", () => {
  it("is there for the sandbox after a start, and after the next one still the same", async () => {
    await Promise.all([
      ensureFictionalWatchlist(platform.runtime),
      ensureFictionalWatchlist(platform.runtime),
    ]);
    await ensureFictionalWatchlist(platform.runtime);
    expect(await inForce()).toMatchObject([
      { name: "fictional", version: 1, environments: ["sandbox"], entryCount: expect.any(Number) },
    ]);
    const application = await makeApplication(platform);
    const id = await createCustomer(platform, application, { companyName: "Severnyy Parus Logistika" });
    expect((await screeningOf(platform, application, id)).openMatches).toMatchObject([
      { osEntityId: "fic-o-001" },
    ]);
  });
});

describe("npm run -s cli -- screening import", () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "nuvera-list-"));
    file = path.join(folder, "list.csv");
    await writeFile(file, toCsv(people(3)));
    vi.stubEnv("NUVERA_DATA_DIR", folder);
    vi.stubEnv("DATABASE_URL", platform.database.ownerUrl);
    vi.stubEnv("NUVERA_API_KEY_PEPPER", platform.runtime.settings.apiKeyPepper);
    vi.stubEnv("NEXTAUTH_SECRET", platform.runtime.settings.sessionSecret);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  async function cli(...words: string[]) {
    const written: string[] = [];
    const terminal = { out: (text: string) => written.push(text), err: (text: string) => written.push(text) };
    const exitCode = await runCli(["screening", "import", ...words], terminal);
    return { exitCode, text: written.join("") };
  }

  it("imports into both environments as opensanctions, unless it is told otherwise", async () => {
    const first = await cli(file, "--json");
    expect(first.exitCode).toBe(0);
    expect(JSON.parse(first.text)).toMatchObject({
      list: "opensanctions",
      version: 1,
      entryCount: 3,
      unchanged: false,
    });
    expect(JSON.parse((await cli(file, "--json")).text)).toMatchObject({ version: 1, unchanged: true });
    await cli(file, "--list", "house", "--environment", "sandbox");
    expect(await inForce()).toMatchObject([
      { name: "house", environments: ["sandbox"] },
      { name: "opensanctions", environments: ["sandbox", "production"] },
    ]);
  });

  it("says it to people", async () => {
    expect((await cli(file)).text).toMatch(/List: +opensanctions, version 1\n.*Entries: +3\n/s);
  });

  it.each([
    [["--list", "Not A Name"], /--list has up to 40/],
    [["--list", "simulator"], /--list has up to 40/],
    [["--fewer", "yes"], /--fewer takes the word allowed/],
    [["--environment", "staging"], /--environment must be sandbox, production or both/],
  ])("does not understand %j", async (words, message) => {
    const { exitCode, text } = await cli(file, ...words);
    expect(exitCode).toBe(2);
    expect(text).toMatch(message);
  });

  it("names what is wrong with the file", async () => {
    const bad = path.join(folder, "bad.csv");
    await writeFile(bad, "a,b\n1,2\n");
    expect(await cli(bad)).toMatchObject({ exitCode: 1, text: expect.stringContaining("no column id") });
    const missing = await cli(path.join(folder, "missing.csv"));
    expect(missing).toMatchObject({ exitCode: 1, text: expect.stringContaining("cannot be read") });
    expect(await cli(folder)).toMatchObject({ exitCode: 1, text: expect.stringContaining("cannot be read") });
  });
});
