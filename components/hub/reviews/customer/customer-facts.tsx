"use client";

import { FreeText } from "@/components/audit/free-text";
import { FieldFacts } from "@/components/hub/reviews/customer/field-facts";
import { AskButton, Asked, Fact, FactGroup } from "@/components/hub/reviews/fact";
import { Section } from "@/components/ui/section";
import { CUSTOMER_GROUPS, PERSON_FIELDS, personName } from "@/lib/client/hub-customer-fields";
import type { CustomerView } from "@/lib/schemas/customer";
import type { PersonView } from "@/lib/schemas/person";

/** Everything that the partner says about a customer and its persons. */
export function CustomerFacts({ customer }: { customer: CustomerView }) {
  const { persons } = customer;
  return (
    <>
      <section aria-label="What the partner says" className="flex flex-col gap-6">
        {CUSTOMER_GROUPS.map(({ title, fields }) => (
          <FactGroup key={title} title={title}>
            <FieldFacts subject={customer} fields={fields} />
          </FactGroup>
        ))}
        <FactGroup title="Attached documents">
          <Fact term="Of the company" field="documentIds" label="Documents of the company">
            {countDocuments(customer.documentIds.length)}
          </Fact>
        </FactGroup>
      </section>
      <Section title="Persons" actions={<AskButton field="persons" label="Persons" />}>
        <Asked field="persons" />
        {persons.length === 0 ? (
          <p className="text-muted-foreground">The partner has named nobody.</p>
        ) : (
          persons.map((person, index) => <Person key={person.id} person={person} index={index} />)
        )}
      </Section>
    </>
  );
}

function Person({ person, index }: { person: PersonView; index: number }) {
  const name = personName(person);
  const prefix = `persons[${index}].`;
  return (
    <section aria-label={name} className="flex flex-col gap-1">
      <h3 className="font-medium [overflow-wrap:anywhere]">
        <FreeText>{name}</FreeText>
      </h3>
      <dl className="divide-y divide-border border-border border-y">
        <Fact term="First name" field={`${prefix}firstName`} label={`${name}: first name`}>
          <FreeText>{person.firstName}</FreeText>
        </Fact>
        <Fact term="Last name" field={`${prefix}lastName`} label={`${name}: last name`}>
          <FreeText>{person.lastName}</FreeText>
        </Fact>
        <FieldFacts subject={person} fields={PERSON_FIELDS} prefix={prefix} about={`${name}: `} />
        <Fact term="Documents" field={`${prefix}documentIds`} label={`${name}: documents`}>
          {countDocuments(person.documentIds.length)}
        </Fact>
      </dl>
    </section>
  );
}

function countDocuments(count: number) {
  if (count === 0) return <span className="text-muted-foreground">None</span>;
  return count === 1 ? "1 document" : `${count} documents`;
}
