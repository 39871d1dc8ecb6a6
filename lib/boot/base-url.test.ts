import { describe, expect, it } from "vitest";
import { baseUrlOf } from "@/lib/boot/base-url";

describe("the base URL", () => {
  it.each([
    ["127.0.0.1", 3000, "http://127.0.0.1:3000"],
    ["localhost", 80, "http://localhost"],
    ["0.0.0.0", 3000, "http://localhost:3000"],
    ["::", 3000, "http://localhost:3000"],
    ["0:0:0:0:0:0:0:0", 3000, "http://localhost:3000"],
    ["::1", 3001, "http://[::1]:3001"],
    ["2001:DB8::5", 3000, "http://[2001:db8::5]:3000"],
  ])("of %s and port %i is %s", (host, port, expected) => {
    expect(baseUrlOf(host, port)).toBe(expected);
  });

  it.each(["a host", "fe80::1%eth0"])("is asked for where the host is %s", (host) => {
    expect(() => baseUrlOf(host, 3000)).toThrow(/NUVERA_BASE_URL/);
  });
});
