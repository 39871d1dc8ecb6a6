import { describe, expect, it } from "vitest";
import {
  fromUtcInput,
  readRequestFilter,
  toServerFilter,
  toUtcInput,
  withFilterPart,
  writeRequestFilter,
} from "@/lib/client/request-filter";

const NOW = Date.parse("2026-11-21T12:00:00.000Z");
const read = (query: string) => readRequestFilter(new URLSearchParams(query));

describe("filters of the request log", () => {
  it("come out of the address as they went in, beside the open tab", () => {
    const filter = {
      time: { range: "7d" },
      values: { status: "4xx", reason: "uri_mismatch", key: "key_1", text: "a b&c=%20" },
    } as const;
    const query = writeRequestFilter("?tab=requests&method=GET&from=2026-11-01T00:00:00Z", filter);
    expect(new URLSearchParams(query).get("tab")).toBe("requests");
    expect(new URLSearchParams(query).has("from")).toBe(false);
    expect(read(query)).toEqual(filter);
  });

  it("leave no trace in the address where they are the usual ones", () => {
    expect(
      writeRequestFilter("?tab=requests&status=4xx&range=1h", { time: { range: "24h" }, values: {} }),
    ).toBe("tab=requests");
  });

  it("count as not there when they do not fit", () => {
    expect(read("status=9xx&reason=Nope!&method=get&range=1y&from=2026-11-01&text=")).toEqual({
      time: { range: "24h" },
      values: {},
    });
    expect(read("from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z").time).toEqual({ range: "24h" });
  });

  it("are named as the server names them, and a range ends now", () => {
    expect(toServerFilter(read("range=1h&application=app_1&key=key_1&address=::1"), NOW)).toEqual({
      from: "2026-11-21T11:00:00.000Z",
      applicationId: "app_1",
      keyId: "key_1",
      address: "::1",
    });
    expect(toServerFilter(read("from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z"), NOW)).toEqual({
      from: "2026-11-01T00:00:00Z",
      to: "2026-11-02T00:00:00Z",
    });
  });

  it("change one by one", () => {
    const filter = read("status=4xx&method=POST");
    expect(withFilterPart(filter, { values: { status: undefined, reason: "token_expired" } })).toEqual({
      time: { range: "24h" },
      values: { method: "POST", reason: "token_expired" },
    });
    expect(withFilterPart(filter, { time: { range: "1h" } }).values).toEqual(filter.values);
  });
});

describe("moments in fields", () => {
  it("are on the clock of UTC, whatever the machine's is", () => {
    expect(toUtcInput("2026-11-21T09:30:59.000Z")).toBe("2026-11-21T09:30");
    expect(fromUtcInput("2026-11-21T09:30")).toBe("2026-11-21T09:30:00.000Z");
  });

  it("are none while unfinished", () => {
    expect(fromUtcInput("")).toBeNull();
    expect(fromUtcInput("0002-11-21T09:30")).toBeNull();
    expect(fromUtcInput("2026-13-41T09:30")).toBeNull();
  });
});
