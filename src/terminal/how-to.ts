import type { Drill } from "../model.ts";

/** How a drill's work is done, as the faces say it. */
export interface HowTo {
  /** Of the file, behind "the work file": what is to be done there. */
  readonly work: string;
  /** What may be typed instead; undefined where only the file counts. */
  readonly typed: string | undefined;
  /** The calls may be made in the lab instead, one by one. */
  readonly inLab?: true;
}

export function howTo({ role }: Drill): HowTo {
  switch (role) {
    case "command":
      return { work: "it runs at once, and on every save", typed: "the shell line" };
    case "sequence":
      return { work: "put the calls into order; that order is run on every save", typed: undefined };
    case "predict":
      return { work: "write what you expect for each ?; the program is run on every save", typed: undefined };
    case "answer":
      return {
        work: "name one a line; they are graded at once, and on every save",
        typed: "the answers, with commas between",
      };
    case "lab":
      return { work: "the calls in it are made on every save", typed: undefined, inLab: true };
    default:
      return { work: "it runs on every save", typed: undefined };
  }
}
