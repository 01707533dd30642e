import { examine, type Finding } from "../../desk/doctor.ts";
import { CardsError } from "../../errors.ts";
import { safeText } from "../../markdown/safe-text.ts";
import type { Db } from "../../store/database.ts";
import { painter } from "../../terminal/line.ts";
import { type Context, document } from "../context.ts";

/** Exit 1 only where something is wrong; what is merely missing is said and does no harm. */
export async function run(context: Context): Promise<number> {
  const findings = await examine(databaseOr(context), context.home);
  const wrong = findings.some((finding) => finding.status === "wrong");
  if (context.json) context.out(document({ findings }));
  else for (const finding of findings) print(context, finding);
  return wrong ? 1 : 0;
}

/** A home that can't be opened is what the doctor is asked about, and no reason to say nothing else. */
function databaseOr(context: Context): Db | CardsError {
  try {
    return context.db();
  } catch (error) {
    if (error instanceof CardsError) return error;
    throw error;
  }
}

function print(context: Context, finding: Finding): void {
  const paint = painter(context.color);
  const sign = { ok: paint("32", "✓"), missing: paint("33", "–"), wrong: paint("31", "✗") }[finding.status];
  context.out(`${sign} ${finding.name.padEnd(11)} ${safeText(finding.detail)}`);
  if (finding.hint !== "") context.out(paint("2", `  ${" ".repeat(11)} ${finding.hint}`));
}
