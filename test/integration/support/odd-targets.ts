/** Request targets and methods that lead nowhere, by what they are refused as. */

/** 400 `non_canonical_path`. */
export const NOT_CANONICAL: readonly string[] = [
  "//api/v1/customers",
  "/api//v1/customers",
  "/api/v1//customers",
  "/api/./v1/customers",
  "/./api/v1/customers",
  "/api/v1/../v1/customers",
  "/x/../api/v1/customers",
  "/x/%2e%2e/api/v1/customers",
  "/api/v1/%2e%2e/v1/customers",
  "/api/v1/customers/%2E",
  "/api/v1%2fcustomers",
  "/api/v1%2Fcustomers",
  "/%2fapi/v1/customers",
  "/api%5cv1%5ccustomers",
  "/api\\v1\\customers",
  "/\\api/v1/customers",
  "/x\\..\\api/v1/customers",
  "/api/v1/customers/",
  "/api/",
  "/api/v1/customers/?limit=1",
  "http://127.0.0.1/api/v1/customers",
  "http://elsewhere.example/api/v1/customers",
  "HTTP://127.0.0.1/%61pi/v1/customers",
  "http://127.0.0.1/",
  "*",
];

/** 400 `malformed_target`. Each character is a byte. */
export const MALFORMED: readonly string[] = [
  "/api/v1/customers%zz",
  "/api/v1/customers%",
  "/api/v1/customers%0",
  "/api/v1/cust%00omers",
  "/api/v1/customers%0d%0aX-Injected:%201",
  "/api/v1/customers%7f",
  "/api/v1/%c3%28",
  "/api/v1/%ff",
  "/api/v1/%ed%a0%80",
  "/api/v1/%c0%af",
  "/api/v1/customers?q=%zz",
  "/api/v1/customers?q=%00",
  "/api/v1/customers?q=%c3%28",
  "/api/v1/customers?q=%",
  "/api/v1/customers#fragment",
  "/api/v1/customers?q=#",
  "/api/v1/caf\xe9",
  "/api/v1/caf\xc3\xa9",
  "/api/v1/customers?q=\xc3\xa9",
  "/api/v1/cust\tomers",
  "/a\tpi/v1/customers",
  "\\api\\v1\\customers",
];

/** 404: near paths of the API, and none. */
export const ELSEWHERE: readonly string[] = [
  "/%61pi/v1/customers",
  "/API/v1/customers",
  "/Api/V1/Customers",
  "/api/v1/%63ustomers",
  "/api/V1/customers",
];

/** 405 at a path that takes GET and POST. */
export const OTHER_METHODS: readonly string[] = [
  "HEAD",
  "OPTIONS",
  "TRACE",
  "PUT",
  "PATCH",
  "DELETE",
  "PROPFIND",
];
