"""The house: one direction of imports, each outside library at one door."""

import ast
import sys

from support import ROOT

PACKAGE = ROOT / "src" / "rcsc_facts"

MAY_IMPORT = {
    "model": set(),
    "errors": set(),
    "folding": set(),
    "geography": {"folding"},
    "quantity": set(),
    "shape": {"model"},
    "store": {"errors", "folding", "model", "quantity", "shape"},
    "index": {"folding", "model"},
    "article": set(),
    "gazetteer": {"folding", "geography", "model"},
    "verify": {"article", "folding", "gazetteer", "model", "quantity"},
    "cite": {"errors", "model"},
    "rules": set(),
    "check": {"errors", "folding", "gazetteer", "geography", "model", "quantity", "rules", "store"},
    "catalog": {"errors", "index", "model", "store"},
    "formats": {"model", "pivot"},
    "pivot": {"folding", "model"},
    "query": {"errors", "folding", "geography", "index", "model"},
    "terminal": set(),
    "screen": {"formats", "model", "pivot"},
    "library": {"catalog", "cite", "errors", "model", "query"},
    "options": {"catalog", "errors", "folding", "geography", "index", "model", "query", "terminal"},
    "__init__": {"library"},
}
"""What each module may know of the others; cli and __main__ may know all."""

DOORS = {"yaml": "store", "rich": "screen", "typer": "options", "sqlite3": "index"}


def _imports(module: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "rcsc_facts":
            found |= {f"rcsc_facts.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


MODULES = sorted(path.stem for path in PACKAGE.glob("*.py"))


def test_imports_go_one_way() -> None:
    """Every module is listed, and imports only what it may."""
    assert MODULES == sorted([*MAY_IMPORT, "cli", "__main__"])
    for module, allowed in MAY_IMPORT.items():
        ours = {name.split(".")[1] for name in _imports(module) if name.startswith("rcsc_facts.")}
        assert ours - {"__version__"} <= allowed, module


def test_each_library_has_one_door() -> None:
    """yaml, rich, typer and sqlite3 are imported by one module each, and nothing else from outside is."""
    for module in MODULES:
        for name in {name.split(".")[0] for name in _imports(module)} - {"rcsc_facts"}:
            if name in DOORS:
                assert DOORS[name] == module
            else:
                assert name in sys.stdlib_module_names


OF_THE_PROCESS = {"__main__", "cli", "options", "terminal"}
FORBIDDEN = {"print", "input", "exit", "quit", "breakpoint", "open_new_tab"}


def test_the_core_does_not_see_the_process() -> None:
    """It neither prints nor exits, and reads neither the clock nor the environment nor the terminal."""
    for module in set(MODULES) - OF_THE_PROCESS:
        tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & FORBIDDEN, module
        assert not _imports(module) & {"sys", "time", "getpass", "locale", "logging"}, module
        seen = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        # library stands for the caller, whose environment says where the cache lies.
        allowed = {"os.environ"} if module == "library" else set()
        assert not seen & {"os.environ", "os.getenv", "os.get_terminal_size", "datetime.date.today"} - allowed, module
