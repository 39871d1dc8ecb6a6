/** API applications to work on, and services that call with their credentials. */
import { randomBytes } from "node:crypto";
import { type APIResponse, expect, type Page } from "@playwright/test";
import { createNuveraClient, NuveraApiError } from "@/lib/partner-client";
import type { ApiPermission } from "@/lib/permissions";
import { type Place, uiApi } from "@/lib/routes";
import { type ApplicationView, applicationSchema, createdApplicationSchema } from "@/lib/schemas/application";
import type { Environment } from "@/lib/schemas/common";
import { type KeyPair, makeKeyPair } from "./key-pair";

/** What a service signs its calls with. */
export type Credential = { apiKey: string; privateKeyPem: string };

export type TestApplication = Credential & {
  id: string;
  name: string;
  place: Place;
  apiKeyId: string;
  lastFour: string;
  pair: KeyPair;
};

/** A name that no other test and no other run has. */
export function freshName(name: string): string {
  return `${name} ${randomBytes(3).toString("hex")}`;
}

/** A call of the page's person to our own data routes, as the pages make them. */
export function postAs(page: Page, path: string, data: object): Promise<APIResponse> {
  return page.request.post(path, { data, headers: { "sec-fetch-site": "same-origin" } });
}

/** The organization that the page's person works in. */
export async function organizationOf(page: Page): Promise<string> {
  const id = /org_[0-9a-f-]{36}/.exec(await (await page.request.get("/overview")).text())?.[0];
  if (id === undefined) throw new Error("The page names no organization.");
  return id;
}

/** An API application of the page's person, with a key pair made outside of the browser. */
export async function createApplication(
  page: Page,
  options: { name: string; permissions?: ApiPermission[]; environment?: Environment },
): Promise<TestApplication> {
  const { permissions = [], environment = "sandbox" } = options;
  const place: Place = { area: "partner", organizationId: await organizationOf(page), environment };
  const pair = makeKeyPair();
  const name = freshName(options.name);
  const answer = await postAs(page, uiApi.applications(place), {
    name,
    permissions,
    publicKeyPem: pair.publicKeyPem,
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { application, apiKey } = createdApplicationSchema.parse(await answer.json());
  const apiKeyId = application.apiKeys[0]?.id ?? "";
  const { privateKeyPem } = pair;
  return {
    id: application.id,
    name,
    place,
    apiKey,
    apiKeyId,
    lastFour: apiKey.slice(-4),
    pair,
    privateKeyPem,
  };
}

/** The application as it is now, as the page's person sees it. */
export async function readApplication(page: Page, { place, id }: TestApplication): Promise<ApplicationView> {
  return applicationSchema.parse(await (await page.request.get(uiApi.application(place, id))).json());
}

const CHECK = "/api/v1/signature-check";

/** What a service's signed GET comes to: `ok`, or the reason of the refusal. */
export async function callWith(
  baseURL: string | undefined,
  credential: Credential,
  target: string = CHECK,
): Promise<string> {
  const { apiKey, privateKeyPem } = credential;
  const client = createNuveraClient({ baseUrl: baseURL ?? "", apiKey, privateKeyPem });
  try {
    await client.request("GET", target);
    return "ok";
  } catch (error) {
    if (error instanceof NuveraApiError) return error.reason;
    throw error;
  }
}
