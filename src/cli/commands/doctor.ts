import { examine, type Finding } from "../../desk/doctor.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { painter } from "../../terminal/line.ts";
import { type Context, document } from "../context.ts";

/** Exit 1 only where something is wrong; what is merely missing is said and does no harm. */
export async function run(context: Context): Promise<number> {
  const findings = await examine(context.db(), context.home);
  const wrong = findings.some((finding) => finding.status === "wrong");
  if (context.json) context.out(document({ findings }));
  else for (const finding of findings) print(context, finding);
  return wrong ? 1 : 0;
}

function print(context: Context, finding: Finding): void {
  const paint = painter(context.color);
  const sign = { ok: paint("32", "✓"), missing: paint("33", "–"), wrong: paint("31", "✗") }[finding.status];
  context.out(`${sign} ${finding.name.padEnd(11)} ${safeText(finding.detail)}`);
  if (finding.hint !== "") context.out(paint("2", `  ${" ".repeat(11)} ${finding.hint}`));
}
