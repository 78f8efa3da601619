"""The conventions of the house, as tests: who may import whom, texts, commands, buttons, the schema."""

import ast
import re
import string
import sys
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from babel.messages.catalog import Message
from sqlmodel import SQLModel

import models
from bot.conversation.buttons import DATA_LIMIT, Bare, Tap, fits
from bot.settings import Settings
from bot.texts import LANGUAGES, Texts, messages_of
from bot.updates.router import ANSWERS, Router
from handlers import CONVERSATIONS
from jobs import JOBS
from models import migrations
from models.database import Database
from tests.conftest import on_both_engines
from tests.labels import TWO_DEEDS, WIDE, keys_of_labels, parsed

ROOT = Path(__file__).parents[2]
BOT = ROOT / "bot"
OURS = {"bot", "handlers", "models", "jobs", "tests"}
ROOTS = ("bot.app", "bot.__main__", "bot.command_line", "bot.demo")
"""The composition root, the command line and the demonstration may import everything; they alone import each other."""
BELOW = {
    "models": ["models"],
    "bot": ["bot", "models"],
    "handlers": ["bot", "models"],
    "jobs": ["bot", "models", "jobs"],
}
CROSSING = {
    # materials are written and filed as an announcement is
    ("handlers.forum.materials", "handlers.announcement.draft"),
}
"""What one noun takes of another besides ``views`` and ``notices``. This list only shrinks."""


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), parsed(path)


def named_in(tree: ast.Module) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | taken_from(tree)


def imported(tree: ast.Module) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def taken_from(tree: ast.Module) -> set[str]:
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {f"{node.module}.{alias.name}" for node in froms for alias in node.names}


@cache
def arrows() -> dict[str, set[str]]:
    """Which modules of ours each of them imports, be it within a function or for types alone."""
    trees = {dotted(path): tree for path, tree in sources(*OURS)}

    def module_in(name: str) -> str:
        while name and name not in trees:
            name = name.rpartition(".")[0]
        return name

    return {
        module: {found for name in named_in(tree) if (found := module_in(name))} - {module}
        for module, tree in trees.items()
        if not module.startswith("tests")
    }


def dotted(path: str) -> str:
    return ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")


def package_of(module: str) -> str:
    """``handlers.forum`` of all that is in it; what stands beside the packages is one of its own."""
    return ".".join(module.split(".")[:2]) if module.count(".") > 1 else module


def is_within(module: str, *places: str) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def may_import(module: str, other: str) -> bool:
    if is_within(module, *ROOTS):
        return not is_within(other, "tests")
    if is_within(module, "bot.playground") or is_within(other, "bot.playground"):
        # it is a Telegram, which does not know the bot
        return is_within(module, "bot.playground") and is_within(other, "bot.playground")
    if is_within(other, *ROOTS):
        return False
    if is_within(other, "handlers"):
        return is_within(module, "handlers", "jobs") and is_open(module, other)
    return is_within(other, *BELOW[module.split(".")[0]])


def is_open(module: str, other: str) -> bool:
    """Of a noun others see its words and buttons, and who is told what; what stands beside the nouns is of all."""
    of_all = package_of(other) == other
    if is_within(module, "handlers") and (module == "handlers" or of_all or package_of(module) == package_of(other)):
        return True
    return not {"views", "notices"}.isdisjoint(other.split("."))


def test_who_imports_whom() -> None:
    wrong = {(module, other) for module, those in arrows().items() for other in those if not may_import(module, other)}
    assert wrong == CROSSING


def test_nothing_goes_round_in_a_circle() -> None:
    """Neither among modules nor among packages."""
    modules = arrows()
    packages: dict[str, set[str]] = {}
    for module, those in modules.items():
        own = package_of(module)
        packages.setdefault(own, set()).update({package_of(other) for other in those} - {own})
    assert (circle(modules), circle(packages)) == ([], [])


def circle(arrows: Mapping[str, Collection[str]]) -> list[str]:
    """One of those that there are."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_of_the_library_only_public_names_are_imported() -> None:
    """What begins with an underscore changes with any of its versions."""
    wrong = [
        f"{path} imports {name}"
        for path, tree in sources(*OURS)
        for name in imported(tree) | taken_from(tree)
        if re.match(r"telegram\b.*\._", name)
    ]
    assert wrong == []


def test_handlers_and_jobs_write_no_sql() -> None:
    wrong = [
        f"{path} imports {name}"
        for path, tree in sources("handlers", "jobs")
        for name in imported(tree)
        if name.split(".")[0] in ("sqlalchemy", "sqlmodel")
    ]
    assert wrong == []


def test_no_file_is_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("bot", "handlers", "models", "jobs")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    }
    assert {path: length for path, length in lengths.items() if length > 450} == {}


KEPT_BY_PYDANTIC = {"Attachment", "Point", "UserInput", "Due"}
"""They are parts of drafts and of what was heard."""
TAKEN_BY_NAME = {"Field", "Pick"}
"""Some of their parts have no place, only a name."""


def test_a_record_compiles_nothing_at_the_start() -> None:
    """As a dataclass does; msgspec's does not."""
    dataclasses = {
        node.name
        for _, tree in sources("bot", "handlers", "models", "jobs")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any("frozen=True" in ast.unparse(each) for each in node.decorator_list)
    }
    assert dataclasses == KEPT_BY_PYDANTIC | TAKEN_BY_NAME


# --- who is told ----------------------------------------

ASKS_NOTHING = {
    # answers to whoever has just said or tapped something
    "bot/updates/groups.py write", "bot/updates/processor.py write", "handlers/risk/report.py tell",
    # about the reader alone, who may be in no team yet or any more
    "handlers/onboarding/access.py tell", "handlers/onboarding/notices.py write", "handlers/team/member_draft.py tell",
    "handlers/help.py send_file",
}  # fmt: skip


def test_whoever_is_told_something_is_asked_for_a_right_when_it_goes_out() -> None:
    """But for these."""
    found = set()
    for path, tree in sources("bot", "handlers", "jobs"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            needs = next((ast.unparse(given.value) for given in node.keywords if given.arg == "needs"), "None")
            by = ast.unparse(node.func.value).rpartition(".")[2]
            if node.func.attr in ("tell", "write", "send_file") and by in ("turn", "outgoing") and needs == "None":
                found.add(f"{path} {node.func.attr}")
    assert found == ASKS_NOTHING


def test_names_are_sorted_in_one_place() -> None:
    """Neither by a database, of which each has an order of its own, nor by what is made for comparing."""
    by_name = re.compile(r"order_by\([^\n]*\b(Commune|Field|Person|Project)\.name|(key=|\.sort\()[^\n]*\bfold\(")
    found = [str(path) for folder in OURS - {"tests"} for path in (ROOT / folder).rglob("*.py")
             if by_name.search(path.read_text(encoding="utf-8"))]  # fmt: skip
    assert found == []


# --- texts ----------------------------------------

KEY = re.compile(r"^[a-z_]+\.[a-z0-9_]+$")


def keys_in_catalog(language: str) -> set[str]:
    return {key_of(message) for message in messages_of(language)}


def key_of(message: Message) -> str:
    return str(message.id[0] if message.pluralizable else message.id)


def strings_in_code() -> tuple[set[str], set[str]]:
    """String literals that look like keys, and the beginnings of f-strings that do."""
    literals: set[str] = set()
    beginnings: set[str] = set()
    for path, tree in sources("bot", "handlers", "jobs"):
        if path.startswith("bot/playground/"):
            continue
        tags = {part for node in ast.walk(tree) for named in _tags_in(node) for part in ast.walk(named)}
        parts = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in tags | parts:
                if KEY.match(node.value):
                    literals.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginning = str(node.values[0].value)
                if re.match(r"^[a-z_]+\.[a-z_]*$", beginning):
                    beginnings.add(beginning)
    return literals, beginnings


def _tags_in(node: ast.AST) -> list[ast.expr]:
    """What names a kind of button, now or once."""
    match node:
        case ast.ClassDef(keywords=keywords):
            return [keyword.value for keyword in keywords if keyword.arg in ("tag", "was")]
        case ast.Call(func=ast.Name(id="Bare"), args=args):
            return args
    return []


def test_no_text_is_missing_or_unused() -> None:
    known = keys_in_catalog("pl")
    families = {key.split(".")[0] for key in known}
    literals, beginnings = strings_in_code()
    used = {key for key in known if key in literals or any(key.startswith(b) for b in beginnings)}
    missing = {key for key in literals if key.split(".")[0] in families and key not in known}
    assert missing == set(), "used in code, but in no catalog"
    assert known - used == set(), "in the catalog, but not used in code"


def test_languages_say_the_same_with_the_same_arguments() -> None:
    assert keys_in_catalog("pl") == keys_in_catalog("en")
    in_english = {key_of(message): message for message in messages_of("en")}
    different = []
    for message in messages_of("pl"):
        key = key_of(message)
        other = in_english[key]
        if arguments(message.string) != arguments(other.string) or message.pluralizable != other.pluralizable:
            different.append(key)
    assert different == []


def forms_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def arguments(texts: str | tuple[str, ...] | list[str]) -> set[str]:
    forms = [texts] if isinstance(texts, str) else texts
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name} - {"n"}


def test_no_text_is_empty_and_no_markup_spans_lines() -> None:
    for language in LANGUAGES:
        for message in messages_of(language):
            for form in forms_of(message):
                assert form.strip(), message.id
                for line in form.split("\n"):
                    opened = Counter(re.findall(r"<(\w+)[^>]*>", line))
                    assert opened == Counter(re.findall(r"</(\w+)>", line)), (language, message.id)


UNSAID = {
    "pl": r"rund(a|y|ę|zie|ą)|\w+\(a(m|ś)?\)|(jest|był|zapoznał)\(-?\w+\)|nieosiągaln\w+|uprzejmie|niniejsz\w+",
    "en": r"communes?|shall|whom|rounds?|\d{1,2}\.\d{2}(\.\d{4})?",
}
"""What nobody says: a round, a sex that is guessed, officialese; in English a gmina as a commune, 10.12 for a day."""
SAID = {"Ta runda", "This round", "➡️ To whom", "<b>To whom?</b>", "To whom"}
"""Of these, what the storyboards say."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_those_that_people_say(language: str) -> None:
    unsaid = re.compile(rf"\b(?:{UNSAID[language]})(?!\w)", re.IGNORECASE)
    texts = [sentence for message in messages_of(language) for sentence in forms_of(message) if sentence not in SAID]
    assert [text for text in texts if unsaid.search(re.sub(r"\{\w+\}", "{}", text))] == []


def test_no_key_stands_in_two_catalogs() -> None:
    for language in LANGUAGES:
        folder = ROOT / "bot" / "locales" / language
        found = [
            key for path in folder.glob("*.po") for key in re.findall(r'^msgid "(.+)"', path.read_text(), re.MULTILINE)
        ]
        assert [key for key, count in Counter(found).items() if count > 1] == []


@pytest.mark.parametrize(("n", "form"), [(1, "y"), (2, "ki"), (5, "ów"), (12, "ów"), (22, "ki"), (112, "ów")])
def test_polish_plurals(n: int, form: str) -> None:
    text = Texts()["pl"]("common.too_long", n=n, limit=10)
    forms = {"y": "znak,", "ki": "znaki,", "ów": "znaków,"}
    assert forms[form] in text


def test_whatever_the_bot_reads_is_in_its_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    held = {path for pattern in project["tool"]["setuptools"]["package-data"]["bot"] for path in BOT.glob(pattern)}
    assert {p for p in BOT.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")} <= held


# --- labels ----------------------------------------


def labels_in(language: str) -> dict[str, list[str]]:
    """Those of buttons by their keys, each in all its forms, without the names that they hold."""
    catalog = {key_of(message): message for message in messages_of(language)}
    menu = {f"menu.{conversation.name}" for conversation in CONVERSATIONS}
    keys = {*keys_of_labels()} | menu
    return {
        key: [re.sub(r"\{\w+\}", "", form) for form in forms_of(catalog[key])]
        for key in keys & catalog.keys()
    }  # fmt: skip


def test_a_phone_shows_every_label_whole() -> None:
    """In a row of its own; a row of several is drawn as more where one would be cut."""
    labels = {form for language in LANGUAGES for forms in labels_in(language).values() for form in forms}
    assert {label for label in labels if not fits(label)} - WIDE.keys() == set()


def test_one_deed_has_one_label_and_one_label_is_one_deed() -> None:
    """Both languages then have as many: what is called alike in one is called alike in the other."""
    polish, english = labels_in("pl"), labels_in("en")
    pairs = {(polish[key][0], english[key][0]) for key in polish if polish[key][0] not in TWO_DEEDS}
    for side in (0, 1):
        assert [label for label, count in Counter(pair[side] for pair in pairs).items() if count > 1] == []


# --- conversations and jobs ----------------------------------------


def test_names_commands_and_tags_are_unique() -> None:
    for names in (
        [c.name for c in CONVERSATIONS],
        [command for c in CONVERSATIONS for command in c.commands],
        [tag for kind in kinds() for tag in (kind.tag, *kind.was)],
        [job.name for job in JOBS],
    ):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def tap_kinds(kind: type[Tap]) -> list[type[Tap]]:
    found = []
    for sub in kind.__subclasses__():
        found += [sub, *tap_kinds(sub)]
    return [sub for sub in found if not sub.__module__.startswith("tests.")]


def kinds() -> list[type[Tap] | Bare]:
    """Those that have a class, and those that are values."""
    ours = [module for name, module in [*sys.modules.items()] if name.split(".")[0] in ("bot", "handlers")]
    bare = {id(kind): kind for module in ours for kind in vars(module).values() if isinstance(kind, Bare)}
    return [*tap_kinds(Tap), *bare.values()]


def test_every_tap_is_handled() -> None:
    Router(CONVERSATIONS)
    handled = {kind.tag for c in CONVERSATIONS for kind in c.taps}
    assert {kind.tag for kind in kinds()} - handled == {"dialog.back", "dialog.open", *ANSWERS}


def test_kinds_of_button_are_few() -> None:
    assert len(tap_kinds(Tap)) <= 100


def test_a_button_is_called_after_its_conversation() -> None:
    for conversation in CONVERSATIONS:
        for kind in conversation.taps:
            assert kind.tag.startswith(f"{conversation.name}."), kind


def test_every_conversation_is_called_something() -> None:
    """In the list of commands, in the menu, and where it is put aside."""
    wanted = set()
    for conversation in CONVERSATIONS:
        if conversation.steps:
            wanted.add(f"flow.{conversation.name}")
        if conversation.commands:
            assert conversation.begin is not None
            wanted.add(f"command.{conversation.name}")
            wanted |= {f"menu.{conversation.name}"} if conversation.in_menu else set()
    assert wanted - keys_in_catalog("pl") == set()


def test_every_table_is_known_to_the_migrations() -> None:
    assert {str(table.__tablename__) for table in models.TABLES} == set(SQLModel.metadata.tables)


def test_every_setting_is_in_the_readme() -> None:
    rows = [line.split("|")[1] for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| ")]
    assert {name.upper() for name in Settings.model_fields} <= {name.strip() for row in rows for name in row.split(",")}


def test_callback_data_fits() -> None:
    """Even with the largest numbers a database gives."""
    for kind in tap_kinds(Tap):
        longest = {name: 2**31 for name, field in kind.model_fields.items() if field.annotation in (int, int | None)}
        sample = kind.model_construct(None, **{name: longest.get(name, "x" * 12) for name in kind.model_fields})
        assert len(sample.pack("2147483647.99999").encode()) <= DATA_LIMIT, kind.tag


# --- the schema ----------------------------------------


def is_known(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name not in migrations.LEFT


@on_both_engines
async def test_migrations_lead_to_the_models_and_back(settings: Settings) -> None:
    assert models
    engine = Database(settings.database_url).engine
    async with engine.connect() as connection:
        await connection.run_sync(migrations.upgrade)
        assert await connection.run_sync(migrations.version) == migrations.HEAD
        differences = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"include_name": is_known}), SQLModel.metadata
            )
        )
        assert differences == []
        await connection.run_sync(migrations.downgrade, "base")
        assert await connection.run_sync(migrations.version) is None
        await connection.run_sync(migrations.upgrade)
    await engine.dispose()
