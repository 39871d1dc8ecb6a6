/** Staff help in the hub, with a reason each time and without ever seeing a secret. */
import type { Page } from "@playwright/test";
import { routes, uiApi } from "@/lib/routes";
import {
  callWith,
  createApplication,
  postAs,
  readApplication,
  type TestApplication,
} from "../support/applications";
import { takeApiKey } from "../support/create-application";
import { signInAs } from "../support/demo";
import { makeKeyPair } from "../support/key-pair";
import { newMember, newOrganization, type Organization } from "../support/organizations";
import { keptByPage, recordAnswers, recordTraffic } from "../support/recorder";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

type Partner = { organization: Organization; owner: Page };

async function newPartner(title: string, openStranger: () => Promise<Page>): Promise<Partner> {
  const organization = await newOrganization(title);
  const owner = await openStranger();
  await signInAs(owner, await newMember(organization, "OWNER"));
  return { organization, owner };
}

/** From the hub's search to the application, the way a support engineer goes. */
async function findApplication(staff: Page, organization: Organization, name: string): Promise<void> {
  await visit(staff, routes.hub);
  await staff.getByLabel("Find an organization").fill(organization.slug);
  await staff.getByRole("link", { name: organization.name }).click();
  await staff.getByRole("link", { name }).click();
  await expect(staff.getByRole("heading", { level: 1, name })).toBeVisible();
}

const WRITES = (application: TestApplication): [path: string, body: object][] => {
  const { id, apiKeyId, place } = application;
  const at = { ...place, area: "hub" } as const;
  return [
    [uiApi.applicationPart(at, id, "enable"), {}],
    [uiApi.applicationPart(at, id, "permissions"), { permissions: [] }],
    [uiApi.applicationPart(at, id, "delete"), { name: application.name }],
    [uiApi.apiKeyAction(at, id, apiKeyId, "revoke"), {}],
    [uiApi.apiKeyAction(at, id, apiKeyId, "expiry"), { expiresAt: null }],
    [uiApi.keyClaims(at, id), { grace: "24h" }],
    [uiApi.signingKeys(at, id), { publicKeyPem: makeKeyPair().publicKeyPem, overlapSeconds: 0 }],
    [uiApi.signingKeyAction(at, id, "revert"), {}],
    [uiApi.signingKeyAction(at, id, "end-overlap"), {}],
  ];
};

test("an admin disables with a reason, the partner sees who and why and cannot enable, the admin enables", async ({
  openAs,
  openStranger,
  baseURL,
}) => {
  const [{ organization, owner }, admin] = await Promise.all([
    newPartner("Disabled by staff", openStranger),
    openAs("NUVERA_ADMIN"),
  ]);
  const application = await createApplication(owner, { name: "Ledger" });
  expect(await callWith(baseURL, application)).toBe("ok");
  await findApplication(admin, organization, application.name);

  await test.step("the admin disables it, and has to say why", async () => {
    await admin.getByRole("tab", { name: "Danger zone" }).click();
    await admin.getByRole("button", { name: "Disable application" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("button", { name: "Disable application" }).click();
    await expect(dialog.getByText(/Say why/)).toBeVisible();
    expect(await callWith(baseURL, application)).toBe("ok");
    await dialog.getByLabel("Reason").fill("Requests from an unknown network");
    await dialog.getByRole("button", { name: "Disable application" }).click();
    await expect(dialog).toBeHidden();
    expect(await callWith(baseURL, application)).toBe("application_disabled");
  });

  await test.step("the partner sees who and why, and cannot enable it, by page or by call", async () => {
    await visit(owner, `${routes.application(application.id)}?tab=danger`);
    await expect(owner.getByText("Disabled by operator", { exact: true })).toBeVisible();
    await expect(owner.getByText(/Disabled by Nova Admin \(operator\)/)).toBeVisible();
    await expect(owner.getByText("Reason: Requests from an unknown network")).toBeVisible();
    await expect(owner.getByText(/Only the operator can enable it again/)).toBeVisible();
    await expect(owner.getByRole("button", { name: "Enable application" })).toHaveCount(0);
    const enable = uiApi.applicationPart(application.place, application.id, "enable");
    expect((await postAs(owner, enable, {})).status()).toBe(409);
    expect(await callWith(baseURL, application)).toBe("application_disabled");
    await visit(owner, `${routes.application(application.id)}?tab=audit`);
    const disabled = owner.getByRole("button", { name: /^Disabled/ });
    const entry = owner.getByRole("listitem").filter({ has: disabled });
    await expect(entry).toContainText("Nova Admin");
    await expect(entry).toContainText("Nuvera staff");
    await expect(entry).toContainText("Requests from an unknown network");
  });

  await test.step("the admin enables it", async () => {
    await admin.getByRole("button", { name: "Enable application" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("The partner has explained the network");
    await dialog.getByRole("button", { name: "Enable application" }).click();
    await expect(dialog).toBeHidden();
    expect(await callWith(baseURL, application)).toBe("ok");
  });
});

test("a key that an admin prepares is made at the partner's claim, and seen by the partner alone", async ({
  openAs,
  openStranger,
  baseURL,
}) => {
  const [{ organization, owner }, admin] = await Promise.all([
    newPartner("Prepared key", openStranger),
    openAs("NUVERA_ADMIN"),
  ]);
  const application = await createApplication(owner, { name: "Payouts" });
  const sent = recordTraffic(admin);
  const answered = recordAnswers(admin);
  await findApplication(admin, organization, application.name);
  await admin.getByRole("tab", { name: "API keys" }).click();
  await expect(admin.getByRole("button", { name: "Create replacement key" })).toHaveCount(0);
  await admin.getByRole("button", { name: "Prepare replacement key" }).click();
  const preparing = admin.getByRole("dialog", { name: "Prepare replacement key" });
  await preparing.getByLabel("Reason").fill("Ticket 4711: the key was lost");
  await preparing.getByRole("button", { name: "Prepare replacement key" }).click();
  await expect(preparing).toBeHidden();
  await expect(admin.getByText("Nova Admin prepared a replacement key")).toBeVisible();
  expect((await readApplication(owner, application)).apiKeys, "no key is made before the claim").toHaveLength(
    1,
  );

  await visit(owner, routes.application(application.id));
  await expect(owner.getByText("Nova Admin prepared a replacement key")).toBeVisible();
  await expect(owner.getByText("Reason: Ticket 4711: the key was lost")).toBeVisible();
  await owner.getByRole("button", { name: "Claim replacement key" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Claim replacement key" }).click();
  const apiKey = await takeApiKey(owner);
  expect(await callWith(baseURL, { ...application, apiKey })).toBe("ok");
  expect(await callWith(baseURL, application), "the window of grace").toBe("ok");
  await owner.reload();
  await expect(owner.getByRole("button", { name: "Claim replacement key" })).toHaveCount(0);
  expect(await keptByPage(owner)).not.toContain(apiKey);

  await admin.reload();
  await expect(admin.getByText(`…${apiKey.slice(-4)}`).first()).toBeVisible();
  await admin.getByRole("tab", { name: "Audit" }).click();
  await expect(admin.getByText(/Claimed the prepared API key/)).toBeVisible();
  for (const place of [sent(), await answered(), await keptByPage(admin)]) {
    for (const key of [apiKey, application.apiKey]) expect(place).not.toContain(key);
    expect(place).not.toMatch(/nv_(test|live)_[0-9A-Za-z]{49}/);
  }
});

test("the emergency switch stops every application of an organization in both environments", async ({
  openAs,
  openStranger,
  baseURL,
}) => {
  const [{ organization, owner }, admin] = await Promise.all([
    newPartner("Emergency", openStranger),
    openAs("NUVERA_ADMIN"),
  ]);
  const sandbox = await createApplication(owner, { name: "Sandbox worker" });
  const production = await createApplication(owner, { name: "Live worker", environment: "production" });
  await visit(admin, routes.hubOrganization(organization.organizationId));
  await admin.getByRole("button", { name: "Disable all applications" }).click();
  const dialog = admin.getByRole("dialog");
  await expect(dialog).toContainText(sandbox.name);
  await expect(dialog).toContainText(production.name);
  await dialog.getByRole("button", { name: "Disable 2 applications" }).click();
  await expect(dialog.getByText(`Type ${organization.slug} exactly.`)).toBeVisible();
  expect(await callWith(baseURL, sandbox)).toBe("ok");
  await dialog.getByLabel("Reason").fill("Incident 12: credentials on a public page");
  await dialog.getByLabel(`Type ${organization.slug} to confirm`).fill(organization.slug);
  await dialog.getByRole("button", { name: "Disable 2 applications" }).click();
  await expect(admin.getByText("Stopped 2 applications")).toBeVisible();
  expect(await callWith(baseURL, sandbox)).toBe("application_disabled");
  expect(await callWith(baseURL, production)).toBe("application_disabled");
  await visit(owner, routes.application(sandbox.id));
  await expect(owner.getByText("Reason: Incident 12: credentials on a public page")).toBeVisible();
});

test("support reads and disables; everything else is absent, and refused by direct call", async ({
  openAs,
  openStranger,
  baseURL,
}) => {
  const [{ organization, owner }, support] = await Promise.all([
    newPartner("Support role", openStranger),
    openAs("NUVERA_SUPPORT"),
  ]);
  const application = await createApplication(owner, { name: "Reconciliation" });
  await findApplication(support, organization, application.name);

  await test.step("nothing but disabling is offered", async () => {
    await expect(support.getByRole("navigation").getByRole("link", { name: "System" })).toHaveCount(0);
    await support.getByRole("tab", { name: "API keys" }).click();
    await expect(support.getByText(`…${application.lastFour}`).first()).toBeVisible();
    await expect(support.getByRole("button", { name: /replacement key|Actions for key|Revoke/ })).toHaveCount(
      0,
    );
    await support.getByRole("tab", { name: "Signing key" }).click();
    await expect(support.getByText(application.pair.fingerprint).first()).toBeVisible();
    await expect(support.getByRole("button", { name: "Replace signing key" })).toHaveCount(0);
    await support.getByRole("tab", { name: "Permissions" }).click();
    await expect(support.getByRole("checkbox")).toHaveCount(0);
    await support.getByRole("tab", { name: "Danger zone" }).click();
    await expect(support.getByRole("button", { name: "Delete application" })).toHaveCount(0);
    await expect(support.getByRole("tab", { name: "Try it" })).toHaveCount(0);
  });

  await test.step("every other change is refused, asked for from the page itself", async () => {
    for (const [path, body] of WRITES(application)) {
      const status = await support.evaluate(
        async ([url, data]) => {
          const headers = { "content-type": "application/json" };
          return (await fetch(url, { method: "POST", headers, body: data })).status;
        },
        [path, JSON.stringify({ ...body, reason: "Trying what is not offered" })] as const,
      );
      expect([path, status]).toEqual([path, 403]);
    }
    expect((await support.request.get(uiApi.hubOutbox)).status()).toBe(403);
    expect(await callWith(baseURL, application)).toBe("ok");
  });

  await test.step("disabling works, and enabling stays with the admins", async () => {
    await support.getByRole("button", { name: "Disable application" }).click();
    const dialog = support.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("The partner called: a laptop was stolen");
    await dialog.getByRole("button", { name: "Disable application" }).click();
    await expect(dialog).toBeHidden();
    expect(await callWith(baseURL, application)).toBe("application_disabled");
    await expect(support.getByText("Your role does not cover enabling it.")).toBeVisible();
    await expect(support.getByRole("button", { name: /Enable/ })).toHaveCount(0);
  });
});
