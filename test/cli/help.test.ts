import { expect, test } from "vitest";
import { commands } from "../../src/cli/table.ts";
import { faultWords } from "../../src/notes/drill/drill-faults.ts";
import { transports } from "../../src/notes/drill/drill-words.ts";

test.each([
  { flag: "fault", words: faultWords },
  { flag: "transport", words: transports },
])("the help of cards echo --$flag names every one there is", ({ flag, words }) => {
  const option = commands.find(({ name }) => name === "echo")?.options.find((option) => option.flag === flag);
  // split=2,5 is an example of split.
  const named = (option?.summary ?? "").split(" ").map((word) => word.replace(/=.*/, ""));

  expect(named.toSorted()).toEqual(words.toSorted());
});
