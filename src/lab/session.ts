import { basename } from "node:path";
import { CardsError } from "../errors.ts";
import { openLibc } from "../libc/libc.ts";
import { startActor } from "./actor-process.ts";
import type { Ground } from "./address.ts";
import type { Line, Mistake } from "./line.ts";
import { isMistake, parseLine } from "./parse.ts";
import { freePorts } from "./ports.ts";
import type { Row } from "./reply.ts";
import { type Request, resolveLine } from "./resolve.ts";
import type { Result, Step, Wake } from "./result.ts";
import { scopeOf, type Seat, takeReply } from "./seat.ts";
import { fallsAsleep, stillness } from "./stillness.ts";

export interface SessionOptions {
  /** One process each. */
  readonly actors: readonly string[];
  /** A private folder of the caller's, for Unix sockets: short, and removed by the caller. */
  readonly folder: string;
  /** Aborting ends the session, whatever sleeps in it. */
  readonly signal?: AbortSignal | undefined;
}

/** A lab that is open: actors that wait for lines. Everything that it started ends with it. */
export interface Session extends AsyncDisposable {
  readonly actors: readonly string[];
  readonly ground: Ground;
  /** All that was run, in order; a step that blocked keeps its result, its wake tells the rest. */
  readonly steps: readonly Step[];
  readonly wakes: readonly Wake[];
  /** Runs one line; `b: …` in front names another actor. Comes back when the call has, or sleeps. */
  run(actor: string, text: string): Promise<Result>;
  /** The wakes that were not told yet, once nobody stirs any more; `patient` waits for time-outs of calls, too. */
  settle(patient?: boolean): Promise<readonly Wake[]>;
  /** Comes back when there is a wake that was not told yet, whenever that is. */
  stirred(): Promise<void>;
  /** The call that the actor sleeps in; undefined: it waits for a line. */
  blockedIn(actor: string): string | undefined;
  /** Ends an actor and puts a fresh one in its place: what Ctrl-C and starting again are in a shell. */
  interrupt(actor: string): Promise<void>;
  rows(actor: string): readonly Row[];
  /** Names that the actor's lines may use. */
  names(actor: string): readonly string[];
}

/** What a session is made of while it lasts. */
interface Lab {
  readonly ground: Ground;
  readonly seats: ReadonlyMap<string, Seat>;
  readonly steps: Step[];
  readonly wakes: Wake[];
  /** The step that was begun last; −1 before the first. */
  current: number;
  /** Wakes that somebody has been told of. */
  told: number;
  /** Resolved when the next wake comes. */
  news: PromiseWithResolvers<void>;
}

const mostActors = 8;

/** Starts the actors. Throws CardsError: 4 where there is no C library to be had, 2 for names that are none. */
export async function openSession({ actors, folder, signal }: SessionOptions): Promise<Session> {
  const libc = openLibc();
  if (typeof libc === "string")
    throw new CardsError(`the lab cannot be opened: ${libc}`, "It needs Linux and koffi.", { exit: 4 });
  refuseOddNames(actors);
  const ground = { folder, ports: freePorts(libc), prefix: `${basename(folder)}/` } as const;
  const seats = await seatsFor(actors);
  const lab: Lab = {
    ground,
    seats: new Map(seats.map((seat) => [seat.name, seat])),
    steps: [],
    wakes: [],
    current: -1,
    told: 0,
    news: Promise.withResolvers(),
  };
  const end = async (): Promise<void> => void (await Promise.all(seats.map(({ process }) => process.end())));
  signal?.addEventListener("abort", () => void end(), { once: true });
  if (signal?.aborted === true) await end();
  return {
    actors,
    ground,
    steps: lab.steps,
    wakes: lab.wakes,
    run: (actor, text) => runLine(lab, actor, text),
    async settle(patient = false) {
      await stillness(seats, () => lab.wakes.length, patient);
      return lab.wakes.slice(lab.told, (lab.told = lab.wakes.length));
    },
    stirred: () => (lab.told < lab.wakes.length ? Promise.resolve() : lab.news.promise),
    blockedIn: (actor) => lab.seats.get(actor)?.pending?.call,
    interrupt: (actor) => interrupt(lab, actor),
    rows: (actor) => lab.seats.get(actor)?.rows ?? [],
    names: (actor) => [...(lab.seats.get(actor)?.variables.keys() ?? [])],
    [Symbol.asyncDispose]: end,
  };
}

function refuseOddNames(actors: readonly string[]): void {
  const isOdd = actors.some((name) => !/^[a-z]\w{0,11}$/i.test(name)) || new Set(actors).size < actors.length;
  if (!isOdd && actors.length > 0 && actors.length <= mostActors) return;
  throw new CardsError(`"${actors.join(",")}": these are no actors`, `One to ${mostActors} different names: a,b`, {
    exit: 2,
  });
}

/** All of them, or none. */
async function seatsFor(actors: readonly string[]): Promise<Seat[]> {
  const started = await Promise.allSettled(actors.map(() => startActor()));
  const failure = started.find((one) => one.status === "rejected");
  const processes = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  if (failure !== undefined) {
    await Promise.all(processes.map((process) => process.end()));
    throw failure.reason;
  }
  return processes.map((process, at) => {
    return { name: actors[at] ?? "", process, variables: new Map(), pending: undefined, rows: [] };
  });
}

/** Reads, looks up, runs and records one line. */
async function runLine(lab: Lab, actor: string, typed: string): Promise<Result> {
  const text = typed.trim();
  const line = parseLine(text);
  if (line === undefined)
    return { kind: "refused", column: 1, message: "the line is empty", hint: "help shows calls." };
  // A line that cannot be read is still for the one whom it names.
  const said = isMistake(line) ? /^(\w+)\s*:/.exec(text)?.[1] : line.actor;
  const name = said === undefined || (isMistake(line) && !lab.seats.has(said)) ? actor : said;
  lab.current = lab.steps.length;
  const [request, result] = isMistake(line) ? [undefined, refused(line)] : await tryLine(lab, name, line, text);
  const rows = lab.seats.get(name)?.rows ?? [];
  lab.steps.push({ actor: name, text, result, line: isMistake(line) ? undefined : line, request, rows });
  return result;
}

async function tryLine(lab: Lab, name: string, line: Line, text: string): Promise<[Request | undefined, Result]> {
  const seat = lab.seats.get(name);
  const others = [...lab.seats.keys()].join(", ");
  if (seat === undefined)
    return [undefined, refused({ column: 1, message: `nobody is called ${name}`, hint: `There are ${others}.` })];
  if (seat.pending !== undefined) {
    const message = `${name} still sleeps in ${seat.pending.call}`;
    const hint = "Only another actor, or its interruption, can wake it.";
    return [undefined, { kind: "refused", column: 1, message, hint, isAsleep: true }];
  }
  const request = resolveLine(line, scopeOf(seat, lab.seats.values(), lab.ground));
  if ("message" in request) return [undefined, refused(request)];
  return [request, await makeCall(lab, seat, line, request, text)];
}

function refused(mistake: Mistake): Result {
  return { kind: "refused", ...mistake };
}

async function makeCall(lab: Lab, seat: Seat, line: Line, request: Request, text: string): Promise<Result> {
  const reply = seat.process.ask(request);
  const looking = new AbortController();
  const first = await Promise.race([reply.then((got) => ({ got })), fallsAsleep(seat, looking.signal)]);
  looking.abort();
  if (first !== "asleep") return takeReply(seat, line, first.got, lab.ground);
  const pending = { step: lab.steps.length, call: line.call, text };
  seat.pending = pending;
  void reply.then((got) => {
    seat.pending = undefined;
    const result = takeReply(seat, line, got, lab.ground);
    if (result.kind === "refused") return;
    const { current: during } = lab;
    lab.wakes.push({ actor: seat.name, step: pending.step, text, during, result, rows: seat.rows });
    lab.news.resolve();
    lab.news = Promise.withResolvers();
  });
  return { kind: "blocked", call: line.call };
}

async function interrupt(lab: Lab, actor: string): Promise<void> {
  const seat = lab.seats.get(actor);
  if (seat === undefined) return;
  await seat.process.end();
  seat.process = await startActor();
  seat.variables.clear();
  seat.rows = [];
}
