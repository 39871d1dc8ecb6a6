import { endpoint } from "@/lib/api/endpoint";
import { createBeneficiary } from "@/lib/operations/beneficiaries/create";
import { listBeneficiaries } from "@/lib/operations/beneficiaries/list";

export const GET = endpoint(listBeneficiaries);
export const POST = endpoint(createBeneficiary, { status: 201 });
