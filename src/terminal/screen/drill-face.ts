import { loadHighlighting } from "../../markdown/highlight.ts";
import type { Bench } from "../../review/bench.ts";
import type { Proposal } from "../../review/proposal.ts";
import { editFile } from "../editor.ts";
import { howTo } from "../how-to.ts";
import { openLab } from "../lab/open.ts";
import { ratings } from "../summary.ts";
import { solutionText } from "../solution.ts";
import { drillPage, type PaneState } from "./drill-page.ts";
import type { Face, Stage } from "./stage.ts";
import { textFace } from "./text-face.ts";
import { drillKeys, keyTable } from "./text-page.ts";
import { afterKey, afterPaste } from "./typed-line.ts";

/** The work on a drill on the screen; runs on every save for as long as it is open. `leave` is what going back does. */
export async function drillFace(bench: Bench, stage: Stage, leave: (told: string) => Promise<void>): Promise<Face> {
  const { drill } = bench.view();
  await loadHighlighting(drill.task, ...drill.hints, drill.debrief, "```c");
  let part: PaneState["part"] = "verdict";
  let typing: string | undefined;
  /** What was typed last: to be made better. */
  let typed = "";
  let proposal: Proposal | undefined;

  const changed = (): void => {
    const { passed, gaveUp, running } = bench.view();
    if (running) part = "verdict";
    if ((passed || gaveUp) && proposal === undefined) proposal = bench.propose();
    stage.redraw();
  };
  const go = (work: Promise<unknown>): void => void work.catch(stage.fail);
  go(bench.follow(changed));

  const type = (line: string, key: string): void => {
    typing = afterKey(line, key);
    if (key === "enter" && line.trim() !== "") bench.type((typed = line.trim()));
  };
  const rate = async (key: string): Promise<void> => {
    if (proposal?.kind !== "rating") return;
    const rating = key === "space" || key === "enter" ? proposal.rating : ratings["1234".indexOf(key)];
    if (rating === undefined) return;
    bench.rate(rating);
    await leave(`Drill rated ${rating}: again in ${proposal.choices[rating]}.`);
  };
  const rerun = async (): Promise<void> => {
    const ran = await bench.run(changed);
    if (!ran) stage.say("The file is still the starter: change it first.");
    stage.redraw();
  };
  const hint = (): void => {
    part = "hint";
    if (bench.hint() !== undefined) return;
    stage.say(drill.hints.length === 0 ? "This drill has no hints." : "That was the last hint; g shows the solution.");
  };
  const enterLab = async (): Promise<void> => {
    const before = bench.propose();
    await stage.handOver(() => stage.say(openLab(drill.id, bench.home) ?? ""));
    const after = bench.propose();
    if (before.kind === "rating" && after.kind === "rehearsal")
      await leave(`Drill rated in the lab: again in ${after.until}.`);
  };
  const act = async (key: string): Promise<void> => {
    const view = bench.view();
    switch (key) {
      case "e":
        await stage.handOver(() => stage.say(editFile(view.file) ?? ""));
        return;
      case "l":
        if (howTo(drill).inLab) return enterLab();
        if (howTo(drill).typed !== undefined) typing = typed;
        else stage.say("This drill is done in a file: e opens it.");
        return;
      case "r":
        return view.running ? undefined : go(rerun());
      case "h":
        return hint();
      case "x":
        if (view.attempt !== undefined) part = part === "bytes" ? "verdict" : "bytes";
        return;
      case "s":
        if (view.attempt === undefined) return stage.say("Nothing has run yet.");
        part = "calls";
        return go(bench.syscalls().then(changed));
      case "t":
        part = part === "task" ? "verdict" : "task";
        return;
      case "g":
        if (!view.gaveUp) bench.giveUp();
        part = "solution";
        await loadHighlighting(solutionText(bench.view()));
        return changed();
      case "?":
        return stage.push(textFace("keys of a drill", (look) => keyTable(drillKeys, look)));
      case "q":
      case "esc":
        return leave("");
    }
  };
  return {
    page: (look) => drillPage({ bench: bench.view(), part, typing, proposal }, look),
    isTyping: () => typing !== undefined,
    async key(key) {
      if (typing !== undefined) return type(typing, key);
      if (["space", "enter", "1", "2", "3", "4"].includes(key)) {
        if (proposal?.kind === "rating") return rate(key);
        if (proposal?.kind === "rehearsal") return leave("");
        const { typed: line, inLab } = howTo(drill);
        return key === "enter" && (line !== undefined || inLab) ? act("l") : undefined;
      }
      return act(key);
    },
    paste(text) {
      if (typing === undefined) stage.say("Pasted text is no key: nothing was done.");
      else typing = afterPaste(typing, text);
    },
    close: () => bench.close(),
  };
}
