/** A screen that goes wrong on request: `node faulty.ts` in a terminal; the keys say how. */
import { openStage, type Face } from "../../src/terminal/screen/stage.ts";
import { playStage } from "../../src/terminal/screen/terminal.ts";

let isBroken = false;
const face: Face = {
  page() {
    if (isBroken) throw new Error("a page that cannot be made");
    return { id: "", head: ["faulty"], mark: "", body: [`pid=${process.pid}.`], start: 0, foot: [], keys: [] };
  },
  key(key, stage) {
    if (key === "q") stage.leave(0);
    if (key === "p") isBroken = true;
    if (key === "x") throw new Error("a key that went wrong");
    if (key === "t")
      setTimeout(() => {
        throw new Error("a timer that went wrong");
      });
    if (key === "r") void Promise.reject(new Error("a promise that went wrong"));
  },
};

const stage = openStage(false);
stage.push(face);
try {
  process.exitCode = await playStage(stage);
  console.log("left");
} catch (error) {
  console.log(`caught: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 70;
}
