/** Bodies that are declared as something else than what an endpoint takes. Pure. */
import { type Diagnosis, found } from "@/lib/diagnosis/diagnosis";

const JSON_TYPE = "Send Content-Type: application/json.";

/** Where JSON is expected. */
export function diagnoseNotJson(contentType: string | null): Diagnosis {
  const type = contentType?.trim().toLowerCase() ?? "";
  if (type === "") {
    return found("content_type_missing", "There is no Content-Type.", JSON_TYPE);
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return found(
      "form_content_type",
      "The body is declared as a form.",
      `curl does so with --data: add --header 'Content-Type: application/json'. In Python: json= or an own header. ${JSON_TYPE}`,
    );
  }
  if (type.startsWith("multipart/")) {
    return found(
      "multipart_content_type",
      "The body is declared as a multipart form.",
      `Forms are for uploads only. ${JSON_TYPE}`,
    );
  }
  if (type.startsWith("text/")) return found("text_content_type", "The body is declared as text.", JSON_TYPE);
  if (/^application\/json\b.*charset/.test(type)) {
    return found(
      "other_charset",
      "The body is declared in another charset than UTF-8.",
      `Encode it as UTF-8. ${JSON_TYPE}`,
    );
  }
  if (/^application\/([\w.+-]+\+json|json)/.test(type)) {
    return found("other_json_type", "The body is declared as another kind of JSON.", JSON_TYPE);
  }
  return found("other_content_type", "The body is declared as another type.", JSON_TYPE);
}

const SEND_FORM =
  "Let the HTTP library build the form, and send its bytes with its own Content-Type: multipart/form-data; boundary=….";

/** A form that cannot be read; `problem` is what its reader said. */
export function diagnoseForm(problem: string): Diagnosis {
  if (problem.startsWith("Content-Type")) {
    return found(
      "boundary_missing",
      "Content-Type names no boundary that is one.",
      `A header set by hand replaced the library's. ${SEND_FORM}`,
    );
  }
  if (problem.startsWith("it must begin")) {
    return found(
      "boundary_differs",
      "The body does not begin with the boundary that Content-Type names.",
      `The form was built twice, with a boundary each time, or has text before it. ${SEND_FORM}`,
    );
  }
  return problem.startsWith("it ends")
    ? found(
        "cut_off",
        "The closing boundary is missing.",
        "End the form with --boundary-- and send all of it.",
      )
    : found("malformed_part", "A part of the form is not as it should be.", SEND_FORM);
}

/** Where a form with a file is expected. */
export function diagnoseNotMultipart(contentType: string | null): Diagnosis {
  const type = contentType?.trim().toLowerCase() ?? "";
  if (type === "") return found("content_type_missing", "There is no Content-Type.", SEND_FORM);
  if (type.startsWith("application/json")) {
    return found(
      "json_content_type",
      "The body is declared as JSON.",
      `Files are uploaded as a form. ${SEND_FORM}`,
    );
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return found("form_content_type", "The body is declared as a form without files.", SEND_FORM);
  }
  return found("other_content_type", "The body is declared as another type.", SEND_FORM);
}

export function diagnoseCompressed(): Diagnosis {
  return found(
    "compressed",
    "The body has a Content-Encoding.",
    "Turn compression of requests off; bodies are taken as they are.",
  );
}
