"""A small kit with every element, made of the repository's own seeds, and ways to mutate it."""

import copy
import random
from pathlib import Path

import yaml
from PIL import Image

from tests.conftest import SEEDS

EXTRAS = ("figure", "table", "activity", "case", "discussion")
CHART = {
    "title": "أعداد افتراضية للتدريب",
    "alt": "ثلاثة أعمدة افتراضية متدرجة الطول.",
    "unit": "عدد الجهات",
    "items": [{"label": f"السنة {name} [@cairo-four-features]", "value": value} for name, value in (("الأولى", 3), ("الثانية", 1250.5), ("الثالثة", 40))],
    "notes": {"say": "هذه أعداد افتراضية وُضعت للتدريب على قراءة المخطط."},
}
OBJECTIVE = "approach-o1"


def _read(name):
    return yaml.safe_load((SEEDS / name).read_text(encoding="utf-8"))


def small_kit():
    """Give the files of the kit as plain data, by their paths."""
    modules = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((SEEDS / "modules").glob("*.yaml"))]
    module = next(one for one in modules if one["id"] == "approach")
    module["objectives"] = [one for one in module["objectives"] if one["id"] == OBJECTIVE]
    module["quiz"] = [one for one in module["quiz"] if one["objective"] == OBJECTIVE][:2]
    for item in module["quiz"]:
        item.pop("scenario", None)
    module.pop("scenarios", None)
    module["sections"] = list(_sections(modules))
    timed = [*module["sections"], *(section[key] for section in module["sections"] for key in ("activity", "case", "discussion") if key in section)]
    module["duration"] = sum(one["minutes"] for one in [module["opening"], module["closing"], *timed])
    sources = {f"sources/{path.name}": yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((SEEDS / "sources").glob("*.yaml"))}
    written = yaml.safe_dump(module, allow_unicode=True)
    for source in sources.values():
        source["facts"] = [fact for fact in source["facts"] if f"@{fact['id']}]" in written]
    glossary = _read("glossary.yaml")
    glossary["terms"] = glossary["terms"][:4]
    kit = _read("kit.yaml")
    kit["organisation"]["logos"] = ["mark.png"]
    programme = {
        "id": "small",
        "title": "جلسة قصيرة",
        "audience": "مسؤولون حكوميون",
        "aim": "تعريف المشاركين بالنهج المتكامل لإعادة الإدماج.",
        "days": [{"title": "اليوم الأول", "start": "9:00", "slots": [{"title": "الافتتاح", "minutes": 15}, {"module": "approach"}]}],
    }
    files = {"kit.yaml": kit, "glossary.yaml": glossary, "modules/01-approach.yaml": module, "programmes/small.yaml": programme}
    return files | {name: source for name, source in sources.items() if source["facts"]}


def _sections(modules):
    """Take one short section for each kind of extra."""
    sections = [section for module in modules for section in module["sections"]]
    for extra in EXTRAS:
        found = [one for one in sections if extra in one]
        assert found, extra
        section = copy.deepcopy(min(found, key=lambda one: len(yaml.safe_dump(one, allow_unicode=True))))
        section["id"] = f"part-{extra}"
        section.pop("part", None)
        for exercise in (section[key] for key in ("activity", "case", "discussion") if key in section):
            exercise["objectives"] = [OBJECTIVE]
        yield section
    charted = copy.deepcopy(min((one for one in sections if "points" in one and not set(EXTRAS) & set(one)), key=lambda one: len(str(one))))
    yield charted | {"id": "part-chart", "chart": copy.deepcopy(CHART)}


def write_kit(files, seeds):
    for name, data in files.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, width=10_000, sort_keys=False), encoding="utf-8")


# Each mutation takes the kit's files, a logo's path, and a source of chance, and changes the files in place.

ODD = ["中", "😀", "\u200d", "\u200c", "ﷺ", "\u0301", "𝒳", "²", "٣", "\u00a0", "\u3000", "\u2028", "\u200f", "ﻓ", "ـ", "\ufe0f", "\u0379", "<", "&", "\t", "\n"]
BROKEN = ["**", "[", "]", "[x](ftp://y)", "[x]{foo}", "[@]", "[@no-such-fact]", "*مائل*", "`رمز`", "<b>نص</b>", "**أ **ب** ج**", "\\", "5 * 3", "[5 kg]{rtl}"]
WRONG = ["", "نص", "-1", "0", "1e400", "9" * 5000, "nan", "true", "2024-09-30", "9:75", None, [], {}, ["نص"], {"نص": "نص"}, 10**30, "x" * 300, "../x", "inf"]


def _leaves(node, path=()):
    if isinstance(node, dict):
        for key in node:
            yield from _leaves(node[key], (*path, key))
    elif isinstance(node, list):
        for index, one in enumerate(node):
            yield from _leaves(one, (*path, index))
    else:
        yield path


def _nodes(node, kind, path=()):
    if isinstance(node, kind):
        yield path
    for key, one in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from _nodes(one, kind, (*path, key))


def _at(files, path):
    node = files
    for step in path:
        node = node[step]
    return node


def _set(files, path, value):
    _at(files, path[:-1])[path[-1]] = value


def _words(files, chance):
    """Choose a text that people read, rather than an id."""
    paths = [path for path in _leaves(files) if isinstance(_at(files, path), str) and " " in _at(files, path)]
    return chance.choice(paths)


def longer(files, logo, chance):
    path = _words(files, chance)
    _set(files, path, " ".join([_at(files, path)] * chance.choice([3, 10, 60, 400])))


def one_long_word(files, logo, chance):
    _set(files, _words(files, chance), chance.choice(["س", "x", "5"]) * chance.choice([60, 400]))


def title_too_long(files, logo, chance):
    path = chance.choice(
        [("programmes/small.yaml", "title"), ("kit.yaml", "organisation", "name"), ("kit.yaml", "title"), ("modules/01-approach.yaml", "title")]
    )
    _set(files, path, " ".join([_at(files, path)] * 20))


def overlong_part(files, logo, chance):
    """Lengthen a point, a cell, an option or a label."""
    wanted = ("points", "rows", "columns", "distractors", "key", "label", "text", "questions", "steps", "term", "meaning", "prompts", "debrief", "heading")
    paths = [path for path in _leaves(files) if path[0].startswith("modules") and set(wanted) & set(path) and isinstance(_at(files, path), str)]
    path = chance.choice(paths)
    _set(files, path, " ".join([_at(files, path)] * chance.choice([8, 25, 120])))


def delete_key(files, logo, chance):
    path = chance.choice([one for one in _nodes(files, (dict, list, str, int)) if len(one) > 1])
    del _at(files, path[:-1])[path[-1]]


def wrong_value(files, logo, chance):
    _set(files, chance.choice([one for one in _nodes(files, (dict, list, str, int)) if len(one) > 1]), chance.choice(WRONG))


def unknown_key(files, logo, chance):
    _at(files, chance.choice([one for one in _nodes(files, dict) if one]))["nowhere"] = "نص"


def odd_character(files, logo, chance):
    path = _words(files, chance)
    words, odd = _at(files, path), chance.choice(ODD)
    place = chance.randrange(len(words) + 1)
    _set(files, path, words[:place] + odd + words[place:])


def broken_markup(files, logo, chance):
    path = _words(files, chance)
    _set(files, path, f"{_at(files, path)} {chance.choice(BROKEN)}")


def past_midnight(files, logo, chance):
    files["programmes/small.yaml"]["days"][0]["start"] = chance.choice(["23:30", "22:59", "0:00"])
    files["programmes/small.yaml"]["days"][0]["slots"][0]["minutes"] = chance.choice([15, 480])


def theme_or_locale(files, logo, chance):
    files["kit.yaml"][chance.choice(["theme", "locale"])] = chance.choice(["haqibaa", "ar", "AR", "haqiba", "en", "x-y"])


def renamed_id(files, logo, chance):
    names = ("id", "module", "objective")
    _set(files, chance.choice([path for path in _leaves(files) if path[-1] in names]), chance.choice(["renamed", "approach", "أ", "x" * 200, "Capital"]))


def empty_list(files, logo, chance):
    _set(files, chance.choice(list(_nodes(files, list))), [])


def repeated_item(files, logo, chance):
    items = _at(files, chance.choice([path for path in _nodes(files, list) if _at(files, path)]))
    items += [copy.deepcopy(chance.choice(items)) for _ in range(chance.choice([1, 3, 9]))]


def huge_number(files, logo, chance):
    _set(files, chance.choice([path for path in _leaves(files) if isinstance(_at(files, path), int)]), chance.choice([481, 10**6, 10**15, 10**400 + 1, 0, -5]))


def other_logo(files, logo, chance):
    data = logo.read_bytes()
    kind = chance.choice(["truncated", "flipped", "empty", "text", "cmyk", "jpeg", "gif", "missing", "modes", "thin", "other-name"])
    if kind == "truncated":
        logo.write_bytes(data[: chance.randrange(len(data))])
    elif kind == "flipped":
        place = chance.randrange(8, len(data))
        logo.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
    elif kind in ("empty", "text"):
        logo.write_bytes(b"" if kind == "empty" else b"no picture")
    elif kind == "cmyk":
        Image.new("CMYK", (20, 10)).save(logo.with_suffix(".jpg"))
        files["kit.yaml"]["organisation"]["logos"] = ["mark.jpg"]
    elif kind in ("jpeg", "gif"):
        Image.new("RGB" if kind == "jpeg" else "P", (20, 10)).save(logo, format=kind)
    elif kind == "missing":
        logo.unlink()
    elif kind == "modes":
        Image.new(chance.choice(["1", "L", "LA", "P", "RGBA", "I;16"]), (20, 10)).save(logo)
    elif kind == "thin":
        Image.new("RGB", chance.choice([(1, 3000), (3000, 1)])).save(logo)
    else:
        files["kit.yaml"]["organisation"]["logos"] = chance.choice(
            [["."], ["../logos"], ["mark.PNG"], ["mark.svg"], ["mark.png", "mark.png"], ["mark.png"] * 9]
        )


MUTATIONS = (
    *(longer, one_long_word, title_too_long, overlong_part, overlong_part, delete_key, wrong_value, unknown_key, odd_character, broken_markup),
    *(past_midnight, theme_or_locale, renamed_id, empty_list, repeated_item, huge_number, other_logo),
)


def mutate(files, logo: Path, chance: random.Random):
    """Mutate a kit in one to three ways; give their names."""
    made = [chance.choice(MUTATIONS) for _ in range(chance.choice([1, 1, 2, 3]))]
    done = []
    for mutation in made:
        try:
            mutation(files, logo, chance)
        except (KeyError, IndexError, TypeError, FileNotFoundError):
            # An earlier mutation took away what this one would change.
            continue
        done.append(mutation.__name__)
    return done
