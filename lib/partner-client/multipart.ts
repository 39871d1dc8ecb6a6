/** A file given as bytes; a `File` or `Blob` works too. */
export interface MultipartFile {
  readonly data: Uint8Array | Blob;
  readonly filename: string;
  readonly contentType?: string;
}

export type MultipartField = string | Blob | MultipartFile | undefined;
export type MultipartFields = Readonly<Record<string, MultipartField | readonly MultipartField[]>>;

/** A multipart body that is bytes already, so that what is signed is what is sent. */
export interface MultipartBody {
  /** For the `Content-Type` header, with the boundary. */
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function append(form: FormData, name: string, value: MultipartField): void {
  if (value === undefined) return;
  if (typeof value === "string") form.append(name, value);
  else if (value instanceof Blob) form.append(name, value);
  else {
    const { data, filename, contentType } = value;
    const type = contentType ?? (data instanceof Blob ? data.type : "application/octet-stream");
    const part = data instanceof Blob ? data : new Uint8Array(data);
    form.append(name, new Blob([part], { type }), filename);
  }
}

function toFormData(fields: MultipartFields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    // Array.isArray does not narrow a readonly array; the check itself is the proof.
    const values = Array.isArray(value) ? (value as readonly MultipartField[]) : [value as MultipartField];
    for (const each of values) append(form, name, each);
  }
  return form;
}

/**
 * Writes a form into bytes once. Handing the `FormData` itself to `fetch` would choose a new boundary on sending,
 * and no signature could cover it. The whole file is in memory meanwhile (the API takes up to 25 MiB).
 */
export async function buildMultipartBody(form: FormData | MultipartFields): Promise<MultipartBody> {
  const encoded = new Response(form instanceof FormData ? form : toFormData(form));
  return {
    // The standard has the constructor set this header for a FormData body, with the boundary it chose.
    contentType: encoded.headers.get("content-type") ?? "multipart/form-data",
    bytes: new Uint8Array(await encoded.arrayBuffer()),
  };
}
