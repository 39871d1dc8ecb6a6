/** Words for what happens to customers, payments and whatever else goes through the partner API and its reviews. */
import type { AuditFacts } from "@/lib/client/audit-facts";
import { type ActionWords, join, moved, said } from "@/lib/client/audit-sentences";

export const RECORD_FAMILIES: Readonly<Record<string, string>> = {
  customer: "Customers",
  person: "Persons of customers",
  beneficiary: "Beneficiaries",
  document: "Documents",
  quote: "Quotes",
  payment: "Payments",
  screening: "Screening",
  ticket: "Support tickets",
  exchange_rates: "Exchange rates",
  crypto_network: "Crypto networks",
  watchlist: "Screening lists",
  sandbox: "Sandbox",
};

/** `Created customer Acme Ltd`: the verb, the kind, and the name where one was recorded. */
const named =
  (words: string) =>
  ({ name }: AuditFacts): string =>
    join(words, name ?? "");

/** `Moved the payment from Approved to Processing`. */
const movedThe =
  (what: string) =>
  (facts: AuditFacts): string => {
    const way = moved(facts);
    return way === "" ? `Changed the status of the ${what}` : `Moved the ${what} ${way}`;
  };

export const RECORD_ACTION_WORDS: Readonly<Record<string, ActionWords>> = {
  "customer.created": { label: "Customer created", sentence: named("Created customer") },
  "customer.updated": { label: "Customer changed", sentence: named("Changed customer") },
  "customer.submitted": { label: "Customer submitted", sentence: said("Submitted the customer for review") },
  "customer.status_changed": { label: "Customer status changed", sentence: movedThe("customer") },
  "person.created": { label: "Person added", sentence: said("Added a person to the customer") },
  "person.updated": { label: "Person changed", sentence: said("Changed a person of the customer") },
  "person.removed": { label: "Person removed", sentence: said("Removed a person from the customer") },
  "beneficiary.created": { label: "Beneficiary created", sentence: named("Created beneficiary") },
  "beneficiary.updated": { label: "Beneficiary changed", sentence: named("Changed beneficiary") },
  "beneficiary.submitted": {
    label: "Beneficiary submitted",
    sentence: said("Submitted the beneficiary for review"),
  },
  "beneficiary.status_changed": { label: "Beneficiary status changed", sentence: movedThe("beneficiary") },
  "document.created": {
    label: "Document uploaded",
    sentence: ({ documentType }) => join("Uploaded a document", documentType ? `(${documentType})` : ""),
  },
  "document.deleted": {
    label: "Document deleted",
    sentence: ({ documentType }) => join("Deleted a document", documentType ? `(${documentType})` : ""),
  },
  "document.read": {
    label: "Document looked at",
    sentence: ({ documentType }) => join("Looked at a document", documentType ? `(${documentType})` : ""),
  },
  "quote.created": {
    label: "Quote created",
    sentence: ({ amount }) => join("Got a quote", amount === null ? "" : `for ${amount}`),
  },
  "payment.created": {
    label: "Payment created",
    sentence: ({ amount }) => join("Created a payment", amount === null ? "" : `of ${amount}`),
  },
  "payment.updated": { label: "Payment changed", sentence: said("Changed the payment") },
  "payment.status_changed": { label: "Payment status changed", sentence: movedThe("payment") },
  "screening.completed": {
    label: "Screened",
    sentence: ({ openMatches }) =>
      join("Screened against the lists", openMatches === null ? "" : `(open matches: ${openMatches})`),
  },
  "screening.match_reviewed": {
    label: "Screening match reviewed",
    sentence: ({ outcome }) => join("Reviewed a screening match", outcome === null ? "" : `(${outcome})`),
  },
  "screening.hold_changed": {
    label: "Screening hold changed",
    sentence: ({ hold }) => {
      if (hold === null) return "Changed the hold on payments";
      return hold ? "Put payments on hold" : "Released the hold on payments";
    },
  },
  "ticket.created": {
    label: "Ticket opened",
    sentence: ({ subject }) => join("Opened a support ticket", subject === null ? "" : `“${subject}”`),
  },
  "ticket.message_added": { label: "Ticket message", sentence: said("Wrote on the support ticket") },
  "ticket.closed": { label: "Ticket closed", sentence: said("Closed the support ticket") },
  "exchange_rates.imported": {
    label: "Exchange rates imported",
    sentence: ({ imported }) =>
      join("Imported exchange rates", imported === null ? "" : `(${imported} rates)`),
  },
  "crypto_network.changed": { label: "Crypto network changed", sentence: said("Changed a crypto network") },
  "watchlist.imported": {
    label: "Screening list imported",
    sentence: ({ name, imported }) =>
      imported === null
        ? join("Changed where a screening list counts", name === null ? "" : `(${name})`)
        : join("Imported screening list", name ?? "", `(${imported} entries)`),
  },
  "sandbox.reset": {
    label: "Sandbox reset",
    sentence: ({ removed }) => join("Emptied the sandbox", removed === null ? "" : `(${removed} rows)`),
  },
};
