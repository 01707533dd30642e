import { back } from "../desk/card-json.ts";
import { gradeItems, gradeMessage, itemsOfAnswer, itemsTyped } from "../drills/grade.ts";
import { carryFor } from "../drills/own-client.ts";
import type { Card } from "../store/cards.ts";
import type { Db } from "../store/database.ts";

export interface TypedGrade {
  readonly isRight: boolean;
  /** What is to be said of it, the verdict first. */
  readonly lines: readonly string[];
}

/**
 * Grades a recalled answer. It goes to the grader over a socket, as the answers of drills do, and what arrived is
 * graded; by the learner's own client where there is one. It proposes nothing: the rating stays the person's.
 */
export async function gradeTyped(
  card: Card,
  typed: string,
  { db, home }: { readonly db: Db; readonly home: string },
): Promise<TypedGrade> {
  const expected = itemsOfAnswer(back(card));
  const { items, over, remark } = await carryFor(db, home)(itemsTyped(typed, expected.length));
  const grade = gradeItems(expected, items);
  const verdict = grade.isRight ? "✓ right" : `✗ ${gradeMessage(grade)}`;
  const isOwn = over.includes("your");
  const way = isOwn ? [`It came over ${over}.`] : [];
  return { isRight: grade.isRight, lines: [verdict, ...way, ...(remark === undefined ? [] : [capital(remark)])] };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
