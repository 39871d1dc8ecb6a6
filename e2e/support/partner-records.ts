/** What partners make through the API, for staff to review: each in an organization of its own. */
import { writeFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { demoPdf } from "@/lib/boot/demo-document";
import { createNuveraClient } from "@/lib/partner-client";
import { API_PERMISSIONS } from "@/lib/permissions";
import { type Place, uiApi } from "@/lib/routes";
import { createApplication, freshName, postAs, type TestApplication } from "./applications";
import { signInAs } from "./demo";
import { cli, newMember, newOrganization, type Organization } from "./organizations";
import { sharedFile } from "./run-state";

const recordSchema = z.object({ id: z.string(), status: z.string() });
export type PartnerRecord = z.infer<typeof recordSchema> & { name: string };

export type Partner = {
  organization: Organization;
  application: TestApplication;
  /** The organization's production as staff reach it. */
  place: Place;
  post: (target: string, json: object) => Promise<unknown>;
  get: (target: string) => Promise<unknown>;
  upload: (fileName: string, lines: string[]) => Promise<string>;
};

/** A new organization with a service that may do everything in production; signs its owner in on `page`. */
export async function openPartner(page: Page, title: string, baseURL: string | undefined): Promise<Partner> {
  const organization = await newOrganization(title);
  await signInAs(page, await newMember(organization, "OWNER"));
  const application = await createApplication(page, {
    name: "Back office",
    permissions: [...API_PERMISSIONS],
    environment: "production",
  });
  const { apiKey, privateKeyPem } = application;
  const client = createNuveraClient({ baseUrl: baseURL ?? "", apiKey, privateKeyPem });
  const place: Place = { ...application.place, area: "hub" };
  return {
    organization,
    application,
    place,
    post: (target, json) => client.request("POST", target, { json }),
    get: (target) => client.request("GET", target),
    upload: async (fileName, lines) => {
      const file = {
        data: new Uint8Array(demoPdf(lines)),
        filename: fileName,
        contentType: "application/pdf",
      };
      const multipart = { type: "CERTIFICATE_OF_INCORPORATION", file };
      return z
        .object({ id: z.string() })
        .parse(await client.request("POST", "/api/v1/documents", { multipart })).id;
    },
  };
}

/** A company that waits for its review. Its name is like no other, so that no list knows it. */
export async function newCustomer(partner: Partner, documentIds: string[] = []): Promise<PartnerRecord> {
  const name = freshName("Hollow Tree Joinery");
  const customer = await partner.post("/api/v1/customers", {
    companyName: name,
    registrationNumber: "11298377",
    countryOfIncorporationId: "GB",
    businessIndustryId: "541511",
    documentIds,
    persons: [],
  });
  return { ...recordSchema.parse(customer), name };
}

export async function newBeneficiary(
  partner: Partner,
  customer: PartnerRecord,
  name: string = freshName("Quarry Lane Timber"),
): Promise<PartnerRecord> {
  const beneficiary = await partner.post(`/api/v1/customers/${customer.id}/beneficiaries`, {
    companyName: name,
    country: "DE",
    currencyCode: "USD",
    bankBic: "COBADEFFXXX",
    iban: "DE89370400440532013000",
  });
  return { ...recordSchema.parse(beneficiary), name };
}

/** In dollars from end to end, which needs no exchange rate. */
export async function newPayment(
  partner: Partner,
  customer: PartnerRecord,
  beneficiary: PartnerRecord,
): Promise<PartnerRecord> {
  const name = freshName("PO");
  const quote = await partner.post("/api/v1/payment/quote", {
    customerId: customer.id,
    beneficiaryId: beneficiary.id,
    paymentAmount: "1250.00",
    paymentCurrencyCode: "USD",
    targetCurrencyCode: "USD",
  });
  const quoteId = z.object({ id: z.string() }).parse(quote).id;
  const payment = await partner.post("/api/v1/payment", { quoteId, internalReference: name });
  return { ...recordSchema.parse(payment), name };
}

/** Approves as staff do, by the call that the page makes. */
export async function approve(
  staff: Page,
  { place }: Partner,
  part: "customers" | "beneficiaries" | "payments",
  id: string,
): Promise<void> {
  const body = { decision: "APPROVE", reason: "In order, says the test" };
  const answer = await postAs(staff, uiApi.hubReview(place, part, id, "decision"), body);
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** What the partner's service reads of a customer, payment or ticket. */
export async function statusOf(partner: Partner, target: string): Promise<string> {
  return z.looseObject({ status: z.string() }).parse(await partner.get(target)).status;
}

/** Puts one company on a list of its own, which production is screened against from then on. */
export async function listCompany(companyName: string): Promise<void> {
  const name = freshName("e2e").replace(" ", "-");
  const file = await sharedFile(`${name}.csv`);
  const columns = [
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails",
    "program_ids,dataset,first_seen,last_seen,last_change,topics",
  ].join(",");
  const day = "2025-06-30T00:00:00";
  const row = `${name},Company,${companyName},,,de,,,Test programme,,,,Test register,${day},${day},${day},sanction`;
  await writeFile(file, `${columns}\n${row}\n`);
  await cli("screening", "import", file, "--list", name, "--environment", "production");
}
