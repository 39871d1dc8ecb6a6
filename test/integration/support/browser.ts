/** A browser in front of our own data routes: signs in through the door, keeps its cookie, sends JSON from our pages. */
import "next/dist/server/node-environment-baseline.js";
import { NextRequest } from "next/server";
import { routeModules } from "@/app/api/route-modules.generated";
import { pathOf } from "@/lib/api/request-target";
import { matchRoute, pathParameters, type RouteHandler, toRouteTable } from "@/lib/api/route-table";
import { runWithWire } from "@/lib/api/wire";
import { newUuid } from "@/lib/ids";
import { inScopeOfNext, NextAuthClient } from "@/test/integration/support/next-auth-client";

export type UiAnswer = { status: number; body: unknown; headers: Headers };

type CallOptions = {
  body?: unknown;
  /** Where the browser says that the call comes from. */
  site?: "same-origin" | "cross-site";
  /** Instead of the handler of the path, to try one that no route has. */
  handler?: RouteHandler;
};

const routes = toRouteTable(routeModules);

export class TestBrowser extends NextAuthClient {
  async call(method: "GET" | "POST", target: string, options: CallOptions = {}): Promise<UiAnswer> {
    const route = matchRoute(routes, pathOf(target));
    const handler = options.handler ?? route?.handlers.get(method);
    if (handler === undefined) throw new Error(`No route for ${method} ${target}.`);
    const site = options.site ?? "same-origin";
    const cookie = [...this.cookies]
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("; ");
    const text = options.body === undefined ? null : JSON.stringify(options.body);
    const request = new NextRequest(new URL(target, "http://localhost:3000"), {
      method,
      headers: { cookie, "content-type": "application/json" },
      ...(text === null ? {} : { body: text }),
    });
    const wire = {
      requestId: `req_${newUuid()}`,
      method,
      target,
      rawHeaders: ["User-Agent", "test", "Content-Type", "application/json", "Sec-Fetch-Site", site],
      remoteAddress: this.address,
    };
    const params = Promise.resolve(route === undefined ? {} : pathParameters(route, pathOf(target)));
    const response = await runWithWire(wire, () =>
      inScopeOfNext(request, () => handler(request, { params })),
    );
    const answer = await response.text();
    return {
      status: response.status,
      body: answer === "" ? null : JSON.parse(answer),
      headers: response.headers,
    };
  }

  send(target: string, body: unknown = {}): Promise<UiAnswer> {
    return this.call("POST", target, { body });
  }
}
