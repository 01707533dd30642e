import { nearestName } from "../notes/nearest-name.ts";
import type { Sockaddr } from "../libc/sockaddr.ts";
import { type Ground, readAddress } from "./address.ts";
import { callNamed, constantNames, type Parameter, signatureOf } from "./calls.ts";
import type { Argument, Line, Mistake } from "./line.ts";
import { forbidden } from "./policy.ts";

/** What an actor is asked to do: everything looked up, nothing left to understand. */
export interface Request {
  readonly call: string;
  readonly values: readonly Value[];
}

/** Bytes are held as one code unit each, so that they can travel as JSON. */
export type Value =
  | number
  | Sockaddr
  | Data
  | { readonly parts: readonly Data[] }
  | { readonly sizes: readonly number[] };

export interface Data {
  readonly bytes: string;
  readonly times: number;
}

/** What a name may stand for. */
export type Variable = number | Sockaddr;

export interface Scope {
  readonly ground: Ground;
  /** The actor's own variables, and addresses that another actor has got. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Names that stand for a descriptor of someone else, and whose it is. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

const mostRead = 1024 * 1024;
const mostWritten = 8 * 1024 * 1024;

/** Looks up what a line names. What is wrong with it is a mistake of the typist, not an errno. */
export function resolveLine(line: Line, scope: Scope): Request | Mistake {
  const spec = callNamed(line.call);
  if (spec === undefined) return { column: 1, message: `unknown call "${line.call}"`, hint: "" };
  const targets = { status: 1, number: 1, address: 1, pair: 2, message: 2 }[spec.gives];
  if (line.targets.length > targets || (spec.gives === "pair" && line.targets.length === 1))
    return {
      column: 1,
      message: `${line.call} gives ${targets === 1 ? "one value" : "two"}`,
      hint: spec.gives === "pair" ? "a, b = socketpair(AF_UNIX, SOCK_STREAM)" : `fd = ${signatureOf(spec)}`,
    };
  const needed = spec.parameters.filter(({ otherwise }) => otherwise === undefined).length;
  const { length } = line.arguments;
  if (length < needed || length > spec.parameters.length) {
    const much = length < needed ? "too few" : "too many";
    return { column: 1, message: `${much} arguments`, hint: `It is ${signatureOf(spec)}.` };
  }
  return fill(line, { scope, parameters: spec.parameters, spare: length - needed });
}

interface Filling {
  readonly scope: Scope;
  readonly parameters: readonly Parameter[];
  /** How many of the optional parameters are given, from the left. */
  readonly spare: number;
}

function fill(line: Line, { scope, parameters, spare }: Filling): Request | Mistake {
  const values: Value[] = [];
  const columns: number[] = [];
  let given = 0;
  let left = spare;
  for (const parameter of parameters) {
    const isGiven = parameter.otherwise === undefined || left-- > 0;
    const argument = isGiven ? line.arguments[given++] : undefined;
    columns.push(argument?.column ?? 1);
    const value = argument === undefined ? (parameter.otherwise ?? 0) : valueOf(argument, parameter, line.call, scope);
    if (typeof value === "object" && "message" in value) return value;
    values.push(value);
  }
  const refused = forbidden(
    line.call,
    values.map((value) => (typeof value === "number" ? value : Number.NaN)),
  );
  if (refused !== undefined)
    return { column: columns[refused.argument] ?? 1, message: refused.message, hint: refused.hint };
  return { call: line.call, values };
}

function valueOf(argument: Argument, parameter: Parameter, call: string, scope: Scope): Value | Mistake {
  if (parameter.kind === "parts") return partsOf(argument);
  if (parameter.kind === "sizes") return sizesOf(argument, parameter, call, scope);
  if (parameter.kind === "address") return addressOf(argument, call, scope);
  if (parameter.kind === "data") return dataOf(argument);
  const value = argument.kind === "name" ? variable(argument.name, argument.column, scope) : argument;
  if (typeof value === "object" && "message" in value) return value;
  const number = typeof value === "number" ? value : "value" in value ? value.value : undefined;
  if (number === undefined)
    return { column: argument.column, message: `${parameter.name} is a number`, hint: numberHint(parameter) };
  if (parameter.kind === "size" && (number < 0 || number > mostRead)) return noSize(argument, number);
  return number;
}

function numberHint({ kind, constants = [] }: Parameter): string {
  if (kind === "fd") return "Such as fd, the name that a call's result was given.";
  return constants[0] === undefined ? "Write digits." : `Such as a constant that begins with ${constants[0]}`;
}

function addressOf(argument: Argument, call: string, scope: Scope): Value | Mistake {
  const { column } = argument;
  if (argument.kind === "name") {
    const value = variable(argument.name, column, scope);
    if (typeof value !== "number") return value;
    return { column, message: `${argument.name} is a number, no address`, hint: "name = getsockname(fd) gives one." };
  }
  if (argument.kind === "number")
    return {
      column,
      message: "an address stands here, no number",
      hint: "Write 127.0.0.1:{port}, unix:{path} or @name.",
    };
  const address = readAddress(argument.text, scope.ground, call === "bind");
  if ("message" in address) return { column, ...address };
  if (call === "unlink" && (address.family !== "unix" || address.path.startsWith("@")))
    return { column, message: "only the file of a Unix socket can be removed", hint: "unlink(unix:{path})" };
  return address;
}

function noSize({ column }: Argument, number: number): Mistake {
  return { column, message: `${number} is no size for the lab`, hint: `From 0 to ${mostRead}.` };
}

function tooLong({ column }: Argument): Mistake {
  return { column, message: `this is longer than ${mostWritten} bytes`, hint: "Repeat it less often." };
}

/** `man 2 sendmsg`: UIO_MAXIOV is 1024, and nobody types so many. */
const mostParts = 16;

function tooMany({ column, more = [] }: Argument): Mistake | undefined {
  if (more.length < mostParts) return undefined;
  return { column, message: `more than ${mostParts} parts`, hint: "Join some of them yourself." };
}

function partsOf(argument: Argument): Value | Mistake {
  const parts: Data[] = [];
  for (const each of [argument, ...(argument.more ?? [])]) {
    const part = dataOf(each);
    if ("message" in part) return part;
    parts.push(part);
  }
  const length = parts.reduce((sum, { bytes, times }) => sum + bytes.length * times, 0);
  return tooMany(argument) ?? (length > mostWritten ? tooLong(argument) : { parts });
}

function sizesOf(argument: Argument, parameter: Parameter, call: string, scope: Scope): Value | Mistake {
  const sizes: number[] = [];
  for (const { more: _, ...each } of [argument, ...(argument.more ?? [])]) {
    const size = valueOf(each, { ...parameter, name: "size", kind: "size" }, call, scope);
    if (typeof size === "object" && "message" in size) return size;
    sizes.push(typeof size === "number" ? size : 0);
  }
  const size = sizes.reduce((sum, each) => sum + each, 0);
  return tooMany(argument) ?? (size > mostRead ? noSize(argument, size) : { sizes });
}

function dataOf(argument: Argument): Data | Mistake {
  const { column } = argument;
  if (argument.kind !== "text")
    return { column, message: "text stands here", hint: 'Such as "hello", or "x" * 60000.' };
  if (argument.text.length * argument.times > mostWritten) return tooLong(argument);
  return { bytes: argument.text, times: argument.times };
}

function variable(name: string, column: number, { variables, elsewhere }: Scope): Variable | Mistake {
  const value = variables.get(name);
  if (value !== undefined) return value;
  const owner = elsewhere.get(name);
  if (owner !== undefined)
    return {
      column,
      message: `${name} is a descriptor of ${owner}`,
      hint: `Descriptors belong to one process: ${owner}: …`,
    };
  const near = nearestName(name, [...variables.keys(), ...constantNames]);
  const hint = near === undefined ? `Give a result this name first: ${name} = socket(…)` : `Did you mean ${near}?`;
  return { column, message: `nothing is called ${name} yet`, hint };
}
