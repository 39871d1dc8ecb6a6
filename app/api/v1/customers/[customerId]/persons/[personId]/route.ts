import { endpoint } from "@/lib/api/endpoint";
import { removePerson } from "@/lib/operations/persons/remove";
import { updatePerson } from "@/lib/operations/persons/update";

export const PATCH = endpoint(updatePerson);
export const DELETE = endpoint(removePerson);
