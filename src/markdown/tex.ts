/** Short formulas as plain characters: `x^2 \leq \frac{a}{b}` → `x² ≤ a/b`. */

const symbols: Readonly<Record<string, string>> = Object.fromEntries(
  `alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π
Sigma Σ Phi Φ Psi Ψ Omega Ω le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫
to → rightarrow → leftarrow ← Rightarrow ⇒ Leftarrow ⇐ leftrightarrow ↔ Leftrightarrow ⇔ iff ⇔ implies ⇒ mapsto ↦
uparrow ↑ downarrow ↓ times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ in ∈ notin ∉ ni ∋
subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄
neg ¬ lnot ¬ land ∧ wedge ∧ lor ∨ vee ∨ top ⊤ bot ⊥ vdash ⊢ models ⊨ sum ∑ prod ∏ int ∫ oint ∮ partial ∂ nabla ∇
infty ∞ ldots … dots … cdots ⋯ vdots ⋮ angle ∠ perp ⊥ parallel ∥ mid ∣ langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊
rfloor ⌋ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ degree ° prime ′ dagger † therefore ∴ because ∵ lbrace { rbrace } log log ln ln
exp exp sin sin cos cos tan tan max max min min lim lim det det gcd gcd bmod mod sup sup inf inf deg deg dim dim ker ker arg arg Pr Pr
gets ← longrightarrow ⟶ hookrightarrow ↪ succ ≻ prec ≺ lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ colon : square □`
    .split(/\s+/)
    .flatMap((name, index, all) => (index % 2 === 0 ? [[name, all[index + 1] ?? ""]] : [])),
);
/** Commands that only say how something looks or how much room it takes. */
const silent = new Set(
  "left right middle big Big bigg Bigg bigl bigr Bigl Bigr displaystyle textstyle limits nolimits".split(" "),
);
const spaces = new Set(["quad", "qquad", ",", ";", ":", " "]);
const wrappers = new Set(
  "text textrm textbf textit mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak operatorname boldsymbol boxed".split(
    " ",
  ),
);
/** Signs that are written over the letter before them. */
const accents: Readonly<Record<string, string>> = {
  hat: "\u0302",
  widehat: "\u0302",
  tilde: "\u0303",
  widetilde: "\u0303",
  bar: "\u0304",
  overline: "\u0305",
  dot: "\u0307",
  ddot: "\u0308",
  vec: "\u20d7",
};

const doubleStruck: Readonly<Record<string, string>> = {
  N: "ℕ",
  Z: "ℤ",
  Q: "ℚ",
  R: "ℝ",
  C: "ℂ",
  P: "ℙ",
  E: "𝔼",
  F: "𝔽",
};

const plain = "0123456789+-=()aehijklmnoprstuvx";
const subscripts = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
const superPlain = "0123456789+-=()abcdefghijklmnoprstuvwxyzTABDEGHIJKLMNOPRUVW′*";
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂ′*";

/** Nobody reads a longer one as a line of characters; groups in groups would overflow the stack. */
const longest = 2000;

/** A formula as one line of text, or undefined where it says more than a line can (a matrix, an unknown command). */
export function texText(tex: string): string | undefined {
  if (tex.length > longest) return undefined;
  const tokens = tex.match(/\\[A-Za-z]+ ?|\\[^]|[{}^_&]|\s+|[^\\{}^_&\s]/gu) ?? [];
  const reader: Reader = { tokens, at: 0 };
  const text = readUntil(reader, undefined);
  return text === undefined || reader.at < tokens.length ? undefined : text.replace(/ {2,}/g, " ").trim();
}

/** Letters raised or lowered as Unicode allows, or undefined where one of them has no such form. */
export function raised(text: string): string | undefined {
  return script(text, superPlain, superscripts);
}

export function lowered(text: string): string | undefined {
  return script(text, plain, subscripts);
}

function script(text: string, from: string, to: string): string | undefined {
  const letters = Array.from(text, (letter) => Array.from(to)[from.indexOf(letter)]);
  return letters.includes(undefined) || text === "" ? undefined : letters.join("");
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function readUntil(reader: Reader, end: string | undefined): string | undefined {
  let text = "";
  while (reader.at < reader.tokens.length) {
    if (reader.tokens[reader.at] === end) {
      reader.at += 1;
      return text;
    }
    const part = readOne(reader);
    if (part === undefined) return undefined;
    text += part;
  }
  return end === undefined ? text : undefined;
}

function readOne(reader: Reader): string | undefined {
  const token = reader.tokens[reader.at] ?? "";
  reader.at += 1;
  if (token === "{") return readUntil(reader, "}");
  if (token === "}" || token === "&") return undefined;
  if (token === "^" || token === "_") return readScript(reader, token);
  if (!token.startsWith("\\")) return /^[\s~]/.test(token) ? " " : token;
  return readCommand(reader, token.slice(1).trimEnd() || " ", token.endsWith(" ") ? " " : "");
}

/** The next group or token, blanks before it left out. */
function readArgument(reader: Reader): string | undefined {
  while (/^\s/.test(reader.tokens[reader.at] ?? "")) reader.at += 1;
  return reader.at < reader.tokens.length ? readOne(reader) : undefined;
}

function readScript(reader: Reader, sign: string): string | undefined {
  const argument = readArgument(reader)?.trim();
  if (argument === undefined) return undefined;
  const small = sign === "^" ? raised(argument) : lowered(argument);
  return small ?? (/^\S$/u.test(argument) ? sign + argument : `${sign}(${argument})`);
}

function readCommand(reader: Reader, name: string, blank: string): string | undefined {
  if (spaces.has(name)) return " ";
  if (silent.has(name) || name === "!") return "";
  if (/^[{}%$#&_|]$/.test(name)) return name;
  if (Object.hasOwn(symbols, name)) return `${symbols[name]}${blank}`;
  if (wrappers.has(name)) return readArgument(reader);
  if (Object.hasOwn(accents, name)) return accented(readArgument(reader), name);
  if (name === "pmod") return ` (mod ${readArgument(reader) ?? ""})`;
  if (name === "mathbb" || name === "Bbb") {
    const letter = readArgument(reader);
    return letter && (doubleStruck[letter] ?? letter);
  }
  return name === "sqrt" ? readRoot(reader) : /^[dt]?frac$/.test(name) ? readFraction(reader) : undefined;
}

/** A letter with its accent; only a line stands over several. */
function accented(text: string | undefined, name: string): string | undefined {
  if (text === undefined || !(name === "overline" ? /^[\p{L}\p{N}]+$/u : /^[\p{L}\p{N}]$/u).test(text))
    return undefined;
  return Array.from(text, (letter) => letter + (accents[name] ?? ""))
    .join("")
    .normalize("NFC");
}

function readRoot(reader: Reader): string | undefined {
  const degree = readDegree(reader);
  const small = degree === "" ? "" : raised(degree);
  const root = readArgument(reader);
  return root === undefined || small === undefined ? undefined : `${small}√${grouped(root)}`;
}

/** The 3 of `\sqrt[3]{x}`: the letters up to the bracket, so that nothing is read twice. */
function readDegree(reader: Reader): string {
  const end = reader.tokens[reader.at] === "[" ? reader.tokens.indexOf("]", reader.at) : -1;
  if (end === -1) return "";
  const degree = reader.tokens.slice(reader.at + 1, end).join("");
  reader.at = end + 1;
  return degree;
}

function readFraction(reader: Reader): string | undefined {
  const [above, below] = [readArgument(reader), readArgument(reader)];
  return above === undefined || below === undefined ? undefined : `${grouped(above)}/${grouped(below)}`;
}

const grouped = (text: string): string => (/^[\p{L}\p{N}.∞]*\P{Zs}?$/u.test(text) ? text : `(${text})`);
