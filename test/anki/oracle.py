"""Asks the real Anki: imports packages into one collection, one after the other, and tells what came of it as JSON.

    python oracle.py <folder> <package>...

The collection is made in the folder, or opened if it is there.
"""

import json
import sys
from os.path import join

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def take(col, path):
    options = ImportAnkiPackageOptions(
        with_scheduling=False, with_deck_configs=False, merge_notetypes=False, update_notes=0, update_notetypes=0
    )
    log = col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options)).log
    return {kind: len(getattr(log, kind)) for kind in ("new", "updated", "duplicate", "conflicting")}


def note(col, note_id):
    found = col.get_note(note_id)
    return {
        "id": found.id,
        "guid": found.guid,
        "type": found.note_type()["name"],
        "fields": found.fields,
        "tags": found.tags,
    }


def card(col, card_id):
    found = col.get_card(card_id)
    return {
        "id": found.id,
        "note": found.nid,
        "ordinal": found.ord,
        "deck": col.decks.name(found.did),
        "due": found.due,
        "queue": found.queue,
        "question": found.question(),
        "answer": found.answer(),
    }


def main(folder, packages):
    col = Collection(join(folder, "collection.anki2"))
    imports = [take(col, path) for path in packages]
    notes = [note(col, note_id) for note_id in col.find_notes("")]
    cards = [card(col, card_id) for card_id in col.find_cards("")]
    media = col.media.check()
    problems, sound = col.fix_integrity()
    report = {
        "imports": imports,
        "notes": notes,
        "cards": cards,
        "decks": [deck.name for deck in col.decks.all_names_and_ids()],
        "missingMedia": list(media.missing),
        "unusedMedia": list(media.unused),
        "sound": sound,
        "problems": problems,
        "cardsAfterwards": col.card_count(),
    }
    col.close()
    json.dump(report, sys.stdout)


main(sys.argv[1], sys.argv[2:])
