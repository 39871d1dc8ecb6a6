/**
 * From a new customer to a completed payment, in the sandbox, with nothing but the typed client:
 *
 * ```sh
 * npm run example:journey -- --base-url http://127.0.0.1:3000 --api-key-file api-key.txt --private-key-file private-key.pem
 * ```
 *
 * The application is made in the browser or by `npm run -s cli -- app create`, in the sandbox and with every permission of
 * the API. Its private key is a PKCS#8 PEM; the API key's file holds the key and nothing else. The reviews are those of the
 * sandbox simulator, so the whole takes about ten seconds.
 */
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { asForm, createPartnerApi, type PartnerApi } from "./signed-client";

/** What came of the journey: the ids of what was made, and what the API said of it in the end. */
export type Journey = {
  customerId: string;
  beneficiaryId: string;
  paymentId: string;
  ticketId: string;
  corrections: { field: string; message: string }[];
  paymentStatus: string;
  screenedAt: string | null;
  answer: string;
};

/** Walks the whole way, telling `say` of each step. Throws when the API refuses one, or does not get ready in time. */
export async function onboardAndPay(api: PartnerApi, say: (line: string) => void): Promise<Journey> {
  const certificate = await upload(api, "CERTIFICATE_OF_INCORPORATION", "certificate.pdf");
  const passport = await upload(api, "PASSPORT", "passport.pdf");
  say(`Uploaded ${certificate} and ${passport}.`);

  const created = accepted(
    await api.POST("/customers", {
      body: {
        // The simulator asks once for a correction of whoever is called so.
        companyName: "Harbour Robotics SIM-CORRECT Ltd",
        registrationNumber: "09876543",
        countryOfIncorporationId: "GB",
        businessIndustryId: "541511",
        documentIds: [certificate],
        persons: [
          {
            firstName: "Amelia",
            lastName: "Hart",
            roles: ["DIRECTOR", "UBO"],
            nationality: "GB",
            dateOfBirth: "1984-03-12",
            documentIds: [passport],
            ownershipPercent: 100,
          },
        ],
        website: "https://harbour-robotics.example",
        primaryBusinessPurpose: "PURCHASE_GOODS_AND_SERVICES",
      },
      ...once(),
    }),
  );
  const customerId = created.id;
  say(`Created ${customerId}: ${created.status}.`);

  const customerPath = { params: { path: { id: customerId } } };
  const getCustomer = async () => accepted(await api.GET("/customers/{id}", customerPath));
  const inCorrection = await until(getCustomer, ({ status }) => status === "CORRECTION_REQUESTED");
  for (const { field, message } of inCorrection.corrections) say(`To be corrected: ${field}: ${message}`);
  accepted(
    await api.PATCH("/customers/{id}", { ...customerPath, body: { companyName: "Harbour Robotics Ltd" } }),
  );
  accepted(await api.POST("/customers/{id}/submit", customerPath));
  await until(getCustomer, ({ status }) => status === "APPROVED");
  say("Corrected, submitted again and approved.");

  const beneficiaryId = await addBeneficiary(api, customerId);
  say(`Added ${beneficiaryId}: approved.`);
  const payment = await pay(api, customerId, beneficiaryId);
  say(`Paid ${payment.totalTarget} ${payment.targetCurrencyCode} by ${payment.id}: ${payment.status}.`);

  const screening = accepted(
    await api.GET("/customers/{customerId}/screening", { params: { path: { customerId } } }),
  );
  const { openMatchCount, lastScreenedAt } = screening.subject;
  say(`Screened at ${lastScreenedAt}: ${openMatchCount} open matches.`);

  const { ticketId, answer } = await ask(api, payment.id);
  say(`Asked in ${ticketId}, and was answered: ${answer}`);
  return {
    customerId,
    beneficiaryId,
    paymentId: payment.id,
    ticketId,
    corrections: inCorrection.corrections,
    paymentStatus: payment.status,
    screenedAt: lastScreenedAt,
    answer,
  };
}

async function upload(
  api: PartnerApi,
  type: "CERTIFICATE_OF_INCORPORATION" | "PASSPORT",
  name: string,
): Promise<string> {
  const text = `%PDF-1.4\n% ${type}\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
  const file = new File([text], name, { type: "application/pdf" });
  const answer = await api.POST("/documents", { body: { file, type }, bodySerializer: asForm });
  return accepted(answer).id;
}

async function addBeneficiary(api: PartnerApi, customerId: string): Promise<string> {
  const { id } = accepted(
    await api.POST("/customers/{customerId}/beneficiaries", {
      params: { path: { customerId }, ...once().params },
      body: {
        companyName: "Rhein Werft GmbH",
        country: "DE",
        currencyCode: "USD",
        bankName: "Commerzbank",
        bankCountryCode: "DE",
        bankBic: "COBADEFFXXX",
        iban: "DE89370400440532013000",
      },
    }),
  );
  const path = { params: { path: { customerId, id } } };
  const get = async () => accepted(await api.GET("/customers/{customerId}/beneficiaries/{id}", path));
  await until(get, ({ status }) => status === "APPROVED");
  return id;
}

async function pay(api: PartnerApi, customerId: string, beneficiaryId: string) {
  const quote = accepted(
    await api.POST("/payment/quote", {
      body: {
        customerId,
        beneficiaryId,
        paymentCurrencyCode: "USDC",
        targetCurrencyCode: "USD",
        paymentAmount: "1000.00",
      },
    }),
  );
  const { id } = accepted(
    await api.POST("/payment", {
      body: { quoteId: quote.id, internalReference: "PO-2291", invoiceNumber: "INV-2025-118" },
      ...once(),
    }),
  );
  const path = { params: { path: { id } } };
  return until(
    async () => accepted(await api.GET("/payment/{id}", path)),
    ({ status }) => status === "COMPLETED",
  );
}

async function ask(api: PartnerApi, paymentId: string): Promise<{ ticketId: string; answer: string }> {
  const { id } = accepted(
    await api.POST("/support/tickets", {
      body: {
        // The simulator answers whoever asks for it.
        subject: "When does it arrive? SIM-ANSWER",
        category: "PAYMENTS",
        message: "The beneficiary asks when the money will be on the account.",
        relatedIds: [paymentId],
      },
      ...once(),
    }),
  );
  const path = { params: { path: { id } } };
  const ticket = await until(
    async () => accepted(await api.GET("/support/tickets/{id}", path)),
    ({ status }) => status === "WAITING_ON_PARTNER",
  );
  const answer = ticket.messages.find(({ author }) => author === "SUPPORT");
  if (answer === undefined) throw new Error("The ticket waits for us without an answer.");
  return { ticketId: id, answer: answer.message };
}

/** A key that makes a POST safe to repeat, should the answer get lost on its way. */
function once(): { params: { header: { "Idempotency-Key": string } } } {
  return { params: { header: { "Idempotency-Key": crypto.randomUUID() } } };
}

type Refusal = { error: { reason: string; message: string; details: unknown; requestId: string } };

/** The answer, unless it is a refusal: that is thrown, with what the API said. */
function accepted<Data>(answer: { data?: Data; error?: Refusal; response: Response }): Data {
  if (answer.data !== undefined) return answer.data;
  const refusal = answer.error?.error;
  const said = refusal === undefined ? "" : ` ${refusal.reason}: ${refusal.message}`;
  throw new Error(`${answer.response.status}${said} ${JSON.stringify(refusal?.details ?? {})}`);
}

/** Asks again until it is as wanted, for as long as the simulator may take. */
async function until<Thing extends { status: string }>(
  get: () => Promise<Thing>,
  isWanted: (thing: Thing) => boolean,
): Promise<Thing> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const thing = await get();
    if (isWanted(thing)) return thing;
    if (Date.now() > deadline) throw new Error(`Still ${thing.status} after 20 s.`);
    await sleep(250);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "base-url": { type: "string", default: "http://127.0.0.1:3000" },
      "api-key-file": { type: "string" },
      "private-key-file": { type: "string" },
    },
  });
  const { "api-key-file": apiKeyFile, "private-key-file": privateKeyFile } = values;
  if (apiKeyFile === undefined || privateKeyFile === undefined) {
    throw new Error("Say where the keys are: --api-key-file FILE --private-key-file FILE");
  }
  const api = await createPartnerApi({
    baseUrl: values["base-url"],
    apiKey: (await readFile(apiKeyFile, "utf8")).trim(),
    privateKeyPem: await readFile(privateKeyFile, "utf8"),
  });
  await onboardAndPay(api, (line) => process.stdout.write(`${line}\n`));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
