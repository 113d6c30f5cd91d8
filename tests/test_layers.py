"""The house: one direction of imports between its rooms, each outside library at one door."""

import ast
import sys
from pathlib import Path

from support import ROOT

PACKAGE = ROOT / "src" / "rcsc_facts"

ROOMS = (
    *("__main__", "cli", "__init__", "library"),
    *(
        "screen",
        "page",
        "formats",
        "pivot",
        "compare",
        "passage",
        "check",
        "draft",
        "audit",
        "verify",
        "cite",
        "query",
        "search",
    ),
    *("index", "store", "statement", "text", "model", "vocabulary", "errors", "characters"),
)
"""A room imports only itself and rooms that stand after it."""

DOORS = {"yaml": {"store"}, "rich": {"screen"}, "typer": {"cli"}, "sqlite3": {"index"}, "markdown_it": {"text"}}


def _modules() -> dict[str, Path]:
    """Return every module by its dotted path below the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)] = path
    return found


MODULES = _modules()


def _room(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def _imports(module: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and f"{node.module}.".startswith("rcsc_facts."):
            inner = node.module.removeprefix("rcsc_facts").lstrip(".")
            for alias in node.names:
                whole = f"{inner}.{alias.name}".lstrip(".")
                found.add(f"rcsc_facts.{whole if whole in MODULES else inner or '__init__'}")
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_imports_go_one_way() -> None:
    """Every room is listed, and imports only itself and those below it."""
    assert sorted(ROOMS) == sorted({_room(module) for module in MODULES})
    for module in MODULES:
        below = ROOMS[ROOMS.index(_room(module)) :]
        for name in _imports(module):
            if name.startswith("rcsc_facts.") and name != "rcsc_facts.__init__":
                assert _room(name.removeprefix("rcsc_facts.")) in below, f"{module} imports {name}"


def test_each_library_has_one_door() -> None:
    """yaml, rich, typer, markdown_it and sqlite3 are imported in one room each, and nothing else from outside is."""
    for module in MODULES:
        for name in {name.split(".")[0] for name in _imports(module)} - {"rcsc_facts"}:
            if name in DOORS:
                assert _room(module) in DOORS[name], f"{module} imports {name}"
            else:
                assert name in sys.stdlib_module_names, f"{module} imports {name}"


OF_THE_PROCESS = {"__main__", "cli"}
FORBIDDEN = {"print", "input", "exit", "quit", "breakpoint", "open_new_tab"}


def test_the_core_does_not_see_the_process() -> None:
    """It neither prints nor exits, and reads neither the clock nor the environment nor the terminal."""
    for module in MODULES:
        if _room(module) in OF_THE_PROCESS:
            continue
        tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & FORBIDDEN, module
        assert not _imports(module) & {"sys", "time", "getpass", "locale", "logging"}, module
        seen = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        # library stands for the caller, whose environment says where the cache lies.
        allowed = {"os.environ"} if module == "library" else set()
        assert not seen & {"os.environ", "os.getenv", "os.get_terminal_size", "datetime.date.today"} - allowed, module
