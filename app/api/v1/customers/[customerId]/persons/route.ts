import { endpoint } from "@/lib/api/endpoint";
import { createPerson } from "@/lib/operations/persons/create";
import { listPersons } from "@/lib/operations/persons/list";

export const GET = endpoint(listPersons);
export const POST = endpoint(createPerson, { status: 201 });
