/** How people come into an organization, what they may do there, and how they leave it. */
import type { Page } from "@playwright/test";
import { type OrganizationPlace, routes, uiApi } from "@/lib/routes";
import { teamSchema } from "@/lib/schemas/team";
import { freshName, postAs } from "../support/applications";
import { signInAs } from "../support/demo";
import { newMember, newOrganization, type Organization } from "../support/organizations";
import { recordTraffic } from "../support/recorder";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

const PASSWORD = "quiet rivers carry boats";

function placeOf({ organizationId }: Organization): OrganizationPlace {
  return { area: "partner", organizationId };
}

/** Invites through the page and returns the link, which is shown once. */
async function invite(owner: Page, email: string, role: string): Promise<string> {
  await owner.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByRole("radio", { name: role }).check();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: "The invitation is made" })).toBeVisible();
  await owner.keyboard.press("Escape");
  await expect(dialog, "a stray key does not lose the link").toBeVisible();
  const link = await dialog.getByText(/\/invite\/inv_/).textContent();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return (link ?? "").trim();
}

test("somebody is invited by link, gets a role, then another, and is removed", async ({
  page,
  openStranger,
}) => {
  const organization = await newOrganization("Team");
  await signInAs(page, await newMember(organization, "OWNER"));
  await visit(page, routes.team);
  const email = `nora@${organization.slug}.example`;
  const link = await invite(page, email, "Developer");
  await expect(page.getByRole("table", { name: "Open invitations" })).toContainText(email);

  const newcomer = await openStranger();
  const traffic = recordTraffic(newcomer);
  await test.step("a new person accepts in another browser, and works with the role given", async () => {
    await visit(newcomer, link);
    await expect(newcomer.getByText(`invites ${email} to ${organization.name} as Developer`)).toBeVisible();
    expect(newcomer.url(), "the secret leaves the address").not.toContain("#");
    await newcomer.getByLabel("Your name").fill("Nora Newcomer");
    await newcomer.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await newcomer.getByRole("button", { name: `Join ${organization.name}` }).click();
    await expect(newcomer).toHaveURL(/\/overview/);
    await visit(newcomer, routes.applications);
    await expect(newcomer.getByRole("link", { name: "Create API application" }).first()).toBeVisible();
    await visit(newcomer, routes.team);
    await expect(newcomer.getByText(`Your role in ${organization.name} is Developer.`)).toBeVisible();
    const secret = new URL(link).hash.slice(1);
    const addresses = traffic()
      .split("\n")
      .filter((line) => line.startsWith("http"));
    for (const address of addresses) expect(address).not.toContain(secret);
  });

  await test.step("the link works once", async () => {
    const second = await openStranger();
    await visit(second, link);
    await expect(second.getByText("This invitation was accepted already")).toBeVisible();
  });

  await test.step("another role ends their session, and counts from the next sign-in", async () => {
    await page.reload();
    await expect(page.getByRole("table", { name: "Members" })).toContainText(email);
    await page.getByRole("button", { name: "Role of Nora Newcomer: Developer" }).click();
    await page.getByRole("menuitemradio", { name: /^Admin/ }).click();
    await expect(page.getByText("Nora Newcomer is now Admin.")).toBeVisible();
    await visit(newcomer, routes.overview);
    await expect(newcomer).toHaveURL(/sign-in/);
    await signInAs(newcomer, { email, password: PASSWORD });
    await visit(newcomer, routes.team);
    await expect(newcomer.getByRole("button", { name: "Invite somebody" })).toBeVisible();
    await expect(newcomer.getByRole("button", { name: /^Remove owner/ }), "owners change owners").toHaveCount(
      0,
    );
  });

  await test.step("removed, they are out at once and have no area any more", async () => {
    await page.getByRole("button", { name: "Remove Nora Newcomer" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove Nora Newcomer" }).click();
    await expect(page.getByText("Nora Newcomer was removed.")).toBeVisible();
    await expect(page.getByRole("table", { name: "Members" })).not.toContainText(email);
    await visit(newcomer, routes.team);
    await expect(newcomer).toHaveURL(/sign-in/);
    await signInAs(newcomer, { email, password: PASSWORD });
    await expect(newcomer.getByText("This account has no area here")).toBeVisible();
  });
});

test("the last owner can neither leave nor step down, by page or by call; one of two can", async ({
  page,
}) => {
  const organization = await newOrganization("Last owner");
  const owner = await newMember(organization, "OWNER");
  await signInAs(page, owner);
  await visit(page, routes.team);
  await expect(page.getByText(/You are the last owner/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Leave organization" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Role of/ })).toHaveCount(0);

  const place = placeOf(organization);
  const { members } = teamSchema.parse(await (await page.request.get(uiApi.team(place))).json());
  const own = members.find(({ email }) => email === owner.email)?.userId ?? "";
  expect((await postAs(page, uiApi.memberAction(place, own, "remove"), {})).status()).toBe(409);
  expect((await postAs(page, uiApi.memberAction(place, own, "role"), { role: "VIEWER" })).status()).toBe(409);

  await newMember({ ...organization, slug: organization.slug }, "ADMIN");
  await page.reload();
  const admin = page.getByRole("row").filter({ hasText: "admin@" });
  await admin.getByRole("button", { name: /^Role of/ }).click();
  await page.getByRole("menuitemradio", { name: /^Owner/ }).click();
  await expect(page.getByText(/is now Owner\./)).toBeVisible();
  await page.getByRole("button", { name: "Leave organization" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Leave ${organization.name}` })
    .click();
  await expect(page).toHaveURL(/sign-in/);
});

test("a withdrawn invitation leads nowhere", async ({ page, openStranger }) => {
  const organization = await newOrganization("Withdrawn");
  await signInAs(page, await newMember(organization, "OWNER"));
  await visit(page, routes.team);
  const email = `${freshName("someone").replace(" ", ".")}@${organization.slug}.example`;
  const link = await invite(page, email, "Viewer");
  await page.getByRole("button", { name: `Withdraw the invitation of ${email}` }).click();
  await expect(page.getByText(`The invitation of ${email} was withdrawn.`)).toBeVisible();
  const stranger = await openStranger();
  await visit(stranger, link);
  await expect(stranger.getByText("This invitation was withdrawn")).toBeVisible();
});
