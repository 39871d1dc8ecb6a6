/** What of a customer, a person or a beneficiary is looked for in the lists. */
import type { QueryProperty, SubjectType } from "@/lib/schemas/screening-kinds";
import { nameWords, normalizeIdentifier, normalizeName } from "@/lib/screening/names";
import type { ScreeningQuery } from "@/lib/screening/score";

export type SubjectFacts = {
  subjectType: SubjectType;
  entityId: string;
  customerId: string;
  beneficiaryId: string | null;
  displayName: string;
  query: ScreeningQuery;
};

/** A company may trade under several names, written in one field. */
const NAME_SEPARATORS = /[,;|\n，；、]/u;
/** Each is a search of its own. */
const MAXIMUM_TRADING_NAMES = 20;

type Customer = {
  id: string;
  companyName: string;
  registrationNumber: string;
  countryOfIncorporationId: string;
  profile: {
    tradingNames?: string | undefined;
    taxIdentificationNumber?: string | undefined;
    addressCountryId?: string | undefined;
  };
};

export function factsOfCustomer(customer: Customer): SubjectFacts {
  const { id, companyName, registrationNumber, countryOfIncorporationId, profile } = customer;
  const tradingNames = (profile.tradingNames ?? "")
    .split(NAME_SEPARATORS)
    .filter((name) => nameWords(name, "organization").join("").length > 1)
    .slice(0, MAXIMUM_TRADING_NAMES);
  return {
    subjectType: "CUSTOMER",
    entityId: id,
    customerId: id,
    beneficiaryId: null,
    displayName: companyName,
    query: {
      kind: "organization",
      names: present([companyName, ...tradingNames]),
      birthDate: null,
      countries: present([countryOfIncorporationId, profile.addressCountryId]),
      identifiers: present([registrationNumber, profile.taxIdentificationNumber]),
    },
  };
}

type Person = {
  id: string;
  customerId: string;
  firstName: string;
  lastName: string;
  nationality: string;
  dateOfBirth: string;
  profile: {
    idNumber?: string | undefined;
    taxIdentificationNumber?: string | undefined;
    taxResidenceCountryId?: string | undefined;
    addressCountryId?: string | undefined;
  };
};

/** A person is a natural one, also as a shareholder: it has a birth date. */
export function factsOfPerson(person: Person): SubjectFacts {
  const { id, customerId, firstName, lastName, nationality, dateOfBirth, profile } = person;
  return {
    subjectType: "CUSTOMER_PERSON",
    entityId: id,
    customerId,
    beneficiaryId: null,
    displayName: `${firstName} ${lastName}`,
    query: {
      kind: "person",
      names: present([`${firstName} ${lastName}`]),
      birthDate: dateOfBirth,
      countries: present([nationality, profile.taxResidenceCountryId, profile.addressCountryId]),
      identifiers: present([profile.idNumber, profile.taxIdentificationNumber]),
    },
  };
}

type Beneficiary = { id: string; customerId: string; companyName: string; country: string };

export function factsOfBeneficiary({ id, customerId, companyName, country }: Beneficiary): SubjectFacts {
  return {
    subjectType: "BENEFICIARY",
    entityId: id,
    customerId,
    beneficiaryId: id,
    displayName: companyName,
    query: {
      kind: "organization",
      names: present([companyName]),
      birthDate: null,
      countries: [country],
      identifiers: [],
    },
  };
}

/** The query as it is shown and stored. */
export function propertiesOf({
  kind,
  names,
  birthDate,
  countries,
  identifiers,
}: ScreeningQuery): QueryProperty[] {
  const properties: QueryProperty[] = [
    { label: "Kind", key: "schema", values: [kind === "person" ? "Person" : "Company"] },
    { label: names.length === 1 ? "Name" : "Names", key: "name", values: names },
    { label: "Birth date", key: "birthDate", values: birthDate === null ? [] : [birthDate] },
    { label: "Country", key: "country", values: countries },
    { label: "Identifiers", key: "identifier", values: identifiers },
  ];
  return properties.filter(({ values }) => values.length > 0);
}

/** What the database searches by, each once. */
export function searchKeysOf({ kind, names, identifiers }: ScreeningQuery): {
  names: string[];
  identifiers: string[];
} {
  return {
    names: present(names.map((name) => normalizeName(name, kind))),
    identifiers: present(identifiers.map(normalizeIdentifier)),
  };
}

/** Without what is missing, empty or there already. */
function present(values: readonly (string | undefined)[]): string[] {
  const trimmed = values.map((value) => value?.trim() ?? "").filter((value) => value !== "");
  return [...new Set(trimmed)];
}
