import { beforeEach, describe, expect, it, vi } from "vitest";
import { chosenKey, createDraftStore, EMPTY_DRAFT } from "./application-draft";
import { forgetDrafts } from "./session-drafts";

const key = { publicKeyPem: "-----BEGIN PUBLIC KEY-----", fingerprint: "ab", modulusBits: 2048 };

/** Session storage as a browser has it: its entries are its own enumerable properties. */
class FakeStorage {
  [name: string]: unknown;
  getItem(name: string) {
    return Object.hasOwn(this, name) ? String(this[name]) : null;
  }
  setItem(name: string, value: string) {
    this[name] = value;
  }
  removeItem(name: string) {
    delete this[name];
  }
}

describe("the draft of an application", () => {
  beforeEach(() => vi.stubGlobal("sessionStorage", new FakeStorage()));

  it("survives a reload", () => {
    createDraftStore("a").update({ name: "Payments worker", generatedKey: key });
    expect(createDraftStore("a").read()).toMatchObject({ name: "Payments worker", generatedKey: key });
  });

  it("belongs to one person, organization and environment", () => {
    createDraftStore("a").update({ name: "Payments worker" });
    expect(createDraftStore("b").read()).toEqual(EMPTY_DRAFT);
  });

  it("is gone after the application exists, and after signing out", () => {
    const store = createDraftStore("a");
    store.update({ name: "One" });
    store.clear();
    expect(Object.keys(sessionStorage)).toEqual([]);
    store.update({ name: "Two" });
    forgetDrafts();
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it("starts empty when what is stored is not a draft", () => {
    sessionStorage.setItem("nuvera.application-draft.a", '{"name":7}');
    expect(createDraftStore("a").read()).toEqual(EMPTY_DRAFT);
  });

  it("works without storage", () => {
    vi.stubGlobal("sessionStorage", undefined);
    const store = createDraftStore("a");
    store.update({ name: "Payments worker" });
    expect(store.read().name).toBe("Payments worker");
  });

  it("uses the key of the chosen source only", () => {
    const draft = { ...EMPTY_DRAFT, generatedKey: key };
    expect(chosenKey(draft)).toBe(key);
    expect(chosenKey({ ...draft, keySource: "paste" })).toBeNull();
  });
});
