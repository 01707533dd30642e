import { expect, test } from "vitest";
import { variantOf } from "../../src/review/offer.ts";
import { drillOf } from "../drills/drills.ts";

const drill = drillOf("{id: abc, transport: [tcp4, unix-stream], wire: [{read: token}, end]}");

test("a new drill runs over its own transport, and each repetition over another that it allows", () => {
  expect([0, 1, 2, 3].map((repetition) => variantOf(drill, repetition))).toEqual([
    "tcp4",
    "unix-stream",
    "tcp4",
    "unix-stream",
  ]);
  expect(variantOf(drill, 1, ["tcp4"]), "not every language speaks all").toBe("tcp4");
  expect(variantOf(drillOf("{id: abc, transport: udp4, wire: [{read: token}]}"), 5)).toBe("udp4");
});
