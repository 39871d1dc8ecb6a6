/**
 * Which paths and methods exist under `/api`, read off the route files. The server in front needs it to answer
 * unknown paths and methods itself.
 */
import { processSlot } from "@/lib/process-slot";

export const HTTP_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** Route modules by their path pattern, for example `/api/v1/customers/[id]`. */
export type RouteModules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

export type Route = {
  pattern: string;
  segments: readonly string[];
  methods: readonly string[];
  handlers: ReadonlyMap<string, RouteHandler>;
};

const slot = processSlot<readonly Route[]>("api-routes");

/** The table of these modules: a method is served when the module exports a function of its name. */
export function toRouteTable(modules: RouteModules): Route[] {
  return Object.entries(modules).map(([pattern, module]) => {
    const handlers = new Map<string, RouteHandler>();
    for (const method of HTTP_METHODS) {
      const exported = module[method];
      // Next.js checks the exported functions' types against the same contract while it builds.
      if (typeof exported === "function") handlers.set(method, exported as RouteHandler);
    }
    return { pattern, segments: pattern.slice(1).split("/"), methods: [...handlers.keys()], handlers };
  });
}

export function provideRoutes(routes: readonly Route[]): void {
  slot.set(routes);
}

/** The process's routes; `undefined` until the application code has been loaded. */
export function routesOrUndefined(): readonly Route[] | undefined {
  return slot.get();
}

/** Routes without parameters, by their path. */
const literals = new WeakMap<readonly Route[], ReadonlyMap<string, Route>>();

function literalsOf(routes: readonly Route[]): ReadonlyMap<string, Route> {
  const known = literals.get(routes);
  if (known !== undefined) return known;
  const made = new Map(
    routes.filter((route) => parameterCount(route) === 0).map((route) => [route.pattern, route]),
  );
  literals.set(routes, made);
  return made;
}

/** The route of a canonical path. A literal segment wins over a parameter. */
export function matchRoute(routes: readonly Route[], path: string): Route | undefined {
  const literal = literalsOf(routes).get(path);
  if (literal !== undefined) return literal;
  const segments = path.slice(1).split("/");
  return routes
    .filter((route) => matches(route.segments, segments))
    .sort((a, b) => parameterCount(a) - parameterCount(b))[0];
}

/** The values of a route's parameters in a path that it matches, decoded. */
export function pathParameters(route: Route, path: string): Record<string, string> {
  if (path === route.pattern) return {};
  const segments = path.slice(1).split("/");
  return Object.fromEntries(
    route.segments.flatMap((part, index) =>
      part.startsWith("[") ? [[part.slice(1, -1), decodeURIComponent(segments[index] ?? "")]] : [],
    ),
  );
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const last = pattern.at(-1);
  if (last?.startsWith("[...")) {
    return (
      segments.length >= pattern.length &&
      matches(pattern.slice(0, -1), segments.slice(0, pattern.length - 1))
    );
  }
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => part.startsWith("[") || part === segments[index])
  );
}

function parameterCount(route: Route): number {
  return route.segments.filter((segment) => segment.startsWith("[")).length;
}
