import type { Chance } from "./chance.ts";

/** Sentences in the languages that notes are written in; half of the French ones hold letters outside Latin-1. */
interface Language {
  readonly subjects: readonly string[];
  readonly verbs: readonly string[];
  readonly objects: readonly string[];
  readonly ends: readonly string[];
}

const languages: readonly Language[] = [
  {
    subjects: ["The kernel", "A listening socket", "Every process", "The **client**", "One datagram", "[[The peer]]"],
    verbs: ["keeps", "waits for", "copies", "hands over", "never sees", "counts"],
    objects: [
      "a queue of connections",
      "the bytes in order",
      "its own descriptor table",
      "`errno`",
      "the last *segment*",
    ],
    ends: ["until it is closed.", "in the order of arrival.", "as RFC 9293 asks.", "– even after a fork.", "twice."],
  },
  {
    subjects: ["Le noyau", "Une socket « passive »", "L’autre côté", "Chaque octet", "L’œuvre du serveur"],
    verbs: ["attend", "reçoit", "n’envoie jamais", "découpe", "garde"],
    objects: [
      "la file des connexions",
      "les données déjà lues",
      "un descripteur",
      "l’adresse « locale »",
      "le cœur du flux",
    ],
    ends: ["jusqu’à la fermeture.", "dans l’ordre d’arrivée…", "après un `fork`.", "sans y être invité.", "deux fois."],
  },
  {
    subjects: ["El servidor", "Un proceso hijo", "La conexión", "Cada señal", "El búfer"],
    verbs: ["espera", "envía", "no conoce", "guarda", "repite"],
    objects: [
      "la dirección del cliente",
      "los datos pendientes",
      "un número de puerto",
      "el último segmento",
      "la cola",
    ],
    ends: ["hasta el cierre.", "sin bloquear.", "¿por qué?", "en orden de llegada.", "dos veces."],
  },
  {
    subjects: ["Der Kern", "Ein Prozess", "Die Gegenseite", "Jedes Byte", "Der Puffer"],
    verbs: ["wartet auf", "liest", "schließt", "kennt", "überträgt"],
    objects: ["die Warteschlange", "den „halben“ Strom", "eine Adresse", "das nächste Paket", "den Deskriptor"],
    ends: ["bis zum Schluss.", "der Reihe nach.", "ohne zu blockieren.", "zweimal.", "über Nacht."],
  },
];

/** A few hundred sentences of one language, made once; notes are put together from them. */
export function sentencesOf(chance: Chance): readonly (readonly string[])[] {
  return languages.map(({ subjects, verbs, objects, ends }) =>
    Array.from({ length: 400 }, () =>
      [chance.pick(subjects), chance.pick(verbs), chance.pick(objects), chance.pick(ends)].join(" "),
    ),
  );
}
