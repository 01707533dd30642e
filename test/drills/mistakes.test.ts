import { describe, expect, test } from "vitest";
import type { Concept } from "../../src/drills/concepts.ts";
import type { Evidence } from "../../src/drills/evidence.ts";
import { mistakeInPrint, mistakeInSent } from "../../src/drills/mistakes.ts";
import { nothingKnocked } from "../../src/echo/decoys.ts";
import { bytesOf, newRecord } from "../../src/echo/script.ts";
import { drillOf } from "./drills.ts";

const words = { token: Buffer.from("abcdefghijkl"), stamp: Buffer.from("12345678") };

const evidence = (block: string): Evidence => ({
  drill: drillOf(block),
  transport: "tcp4",
  words,
  buildError: undefined,
  ending: undefined,
  isUnstartable: false,
  records: [],
  decoys: nothingKnocked(),
  refused: 0,
  waiting: undefined,
  stoppedAt: undefined,
});

describe("values", () => {
  test.each([
    ["length+token+length+stamp", "0000000c6162636465666768696a6b6c000000083132333435363738"],
    ["0x00ff+stamp", "00ff3132333435363738"],
    ["number", "01313233"],
    ["digits", Buffer.from("20001331").toString("hex")],
    ['{join: ["a", token, "\\r\\n"]}', "616162636465666768696a6b6c0d0a"],
    ['["a", stamp]', "610a3132333435363738"],
  ])("%s", (value, hex) => {
    expect(bytesOf(drillOf(`{id: abc, wire: [refuse], print: ${value}}`).print ?? [], words).toString("hex")).toBe(hex);
  });
});

describe("what was sent", () => {
  const lines = `{id: abc, wire: [{write: ["one", "two", "thr"]}, {read: ["ok one", "ok two", ""]}, {write: ["ee", ""]}, {read: ["ok three", ""]}]}`;
  test.each<[string, string, string | Buffer, number, Concept | undefined]>([
    [
      "a number that lies in memory",
      "{id: abc, wire: [{read: 0x01020304+token}]}",
      Buffer.from("04030201ab", "hex"),
      0,
      "number-order",
    ],
    [
      "a length that does",
      "{id: abc, wire: [{read: length+token}]}",
      Buffer.from("0c00000061", "hex"),
      0,
      "number-order",
    ],
    ["a number as text", "{id: abc, wire: [{read: 0x01020304+token}]}", "16909060abc", 0, undefined],
    [
      "a byte order that is no mistake of order",
      "{id: abc, wire: [{read: 0x01020304+token}]}",
      Buffer.from("04aa", "hex"),
      0,
      undefined,
    ],
    ["one reply to two lines and a half", lines, "ok one\ntwo\nthr\n", 1, "read-is-message"],
    ["a reply to half a line", lines, "ok one\nok two\nok thr\n", 3, "read-is-message"],
    ["lines sent back as they came, without the word", lines, "one\ntwo\nthr", 1, undefined],
    ["a reply with another word", lines, "OK one\n", 1, undefined],
  ])("%s", (_, block, received, steps, concept) => {
    const record = { ...newRecord(1), received: Buffer.from(received), steps };
    expect(mistakeInSent(evidence(block), record)).toBe(concept);
  });
});

describe("what was printed", () => {
  const printed = (value: string): string => `{id: abc, wire: [refuse], print: ${value}}`;
  test.each<[string, string, string, Concept | undefined]>([
    ["a number that lies in memory", printed("digits"), String(0x33323101), "number-order"],
    ["lines in another order", printed('["one", "two", "three"]'), "two\none\nthree", "arrival-order"],
    ["a line less", printed('["one", "two", "three"]'), "two\none", undefined],
    ["another word for what happened", printed('[token, "reset"]'), "abcdefghijkl\neof", "wrong-word"],
    ["the right text on one line", printed('["one", "two"]'), "onetwo", "line-breaks"],
    ["an empty line in it", printed("token"), "ab\r\n\r\ncdefghijkl", "line-breaks"],
    ["its end alone", printed("token"), "ghijkl", "beginning-lost"],
    ["nothing", printed("token"), "", undefined],
    ["no word for what happened", printed('[token, "reset"]'), "abcdefghijkl\nok", undefined],
    ["another line and another word", printed('[token, "reset"]'), "x\neof", undefined],
  ])("%s", (_, block, text, concept) => {
    const { drill } = evidence(block);
    expect(mistakeInPrint(evidence(block), bytesOf(drill.print ?? [], words), Buffer.from(text))).toBe(concept);
  });
});
