/** What partners make through the API, for staff to review: each in an organization of its own. */
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { demoPdf } from "@/lib/boot/demo-document";
import { createNuveraClient, NuveraApiError } from "@/lib/partner-client";
import { API_PERMISSIONS } from "@/lib/permissions";
import { type Place, uiApi } from "@/lib/routes";
import { createApplication, freshName, postAs, type TestApplication } from "./applications";
import { signInAs } from "./demo";
import { newMember, newOrganization, type Organization } from "./organizations";

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

const quoteSchema = z.object({ id: z.string(), rate: z.string() });

/** A price for paying the beneficiary, in dollars unless another currency is named. */
export async function newQuote(
  partner: Partner,
  customer: PartnerRecord,
  beneficiary: PartnerRecord,
  { paymentAmount, paymentCurrencyCode } = { paymentAmount: "1250.00", paymentCurrencyCode: "USD" },
): Promise<z.infer<typeof quoteSchema>> {
  const quote = await partner.post("/api/v1/payment/quote", {
    customerId: customer.id,
    beneficiaryId: beneficiary.id,
    paymentAmount,
    paymentCurrencyCode,
    targetCurrencyCode: "USD",
  });
  return quoteSchema.parse(quote);
}

/** In dollars from end to end, which needs no exchange rate. */
export async function newPayment(
  partner: Partner,
  customer: PartnerRecord,
  beneficiary: PartnerRecord,
): Promise<PartnerRecord> {
  const name = freshName("PO");
  const { id: quoteId } = await newQuote(partner, customer, beneficiary);
  const payment = await partner.post("/api/v1/payment", { quoteId, internalReference: name });
  return { ...recordSchema.parse(payment), name };
}

/** The reason why a partner's call is refused, with the words beside it; throws where it is not. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  const refusal: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal instanceof NuveraApiError) return `${refusal.reason}: ${refusal.message}`;
  throw refusal ?? new Error("The call was not refused.");
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
