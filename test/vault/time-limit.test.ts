import { expect, test } from "vitest";
import { timeLimit } from "../../src/vault/time-limit.ts";

/** Each sign more doubles the steps. */
const catastrophe = () => /^(a+)+$/.test(`${"a".repeat(60)}b`);

test("a job gives what it gives", () => {
  expect(timeLimit()("a", () => [1, 2])).toEqual([1, 2]);
});

test("a job may fail", () => {
  const fail = () => {
    throw new RangeError("x");
  };

  expect(() => timeLimit()("a", fail)).toThrow(RangeError);
});

test("a regular expression that would run for years is given up on", () => {
  const began = performance.now();

  expect(timeLimit()("a", catastrophe)).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(5_000);
});

test("a thousand such jobs cost a few seconds in all, and others still run", () => {
  const limit = timeLimit();
  const began = performance.now();

  for (let time = 0; time < 1000; time++) limit("a", catastrophe);

  expect(performance.now() - began).toBeLessThan(20_000);
  expect(limit("a", () => 1)).toBeUndefined();
  expect(limit("b", () => 1)).toBe(1);
}, 30_000);

test("nor do many styles, each of them a catastrophe, take long in all", () => {
  const limit = timeLimit();
  const began = performance.now();

  for (let time = 0; time < 600; time++) limit(`style ${time % 60}`, catastrophe);

  expect(performance.now() - began).toBeLessThan(20_000);
  expect(limit("one more", () => 1)).toBe(1);
}, 600_000);
