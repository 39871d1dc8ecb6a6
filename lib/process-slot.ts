/**
 * One value per process. Server, instrumentation and route bundles are separate module instances, so a module
 * variable would exist several times; a `globalThis` slot behind a registered symbol exists once.
 */
export function processSlot<Value>(name: string): {
  get(): Value | undefined;
  set(value: Value | undefined): void;
} {
  const key = Symbol.for(`nuvera.${name}`);
  return {
    // The slot's name stands for its type: each name is used by one module only.
    get: () => Reflect.get(globalThis, key) as Value | undefined,
    set: (value) => {
      Reflect.set(globalThis, key, value);
    },
  };
}
