"""The scripts for the browser, as they are put together."""

import re
from collections import Counter
from pathlib import Path

import pytest

from sourcebook import pages
from sourcebook.pages.streamlit_internals.scripts import script

PAGES = Path(pages.__file__).parent
SCRIPTS = sorted(PAGES.rglob("*.js"))
COMPONENTS = [each for each in SCRIPTS if "export default" in each.read_text("utf-8")]
ASKED_FOR = re.compile(r"sessionStorage|localStorage|BroadcastChannel|checkVisibility|indexedDB")


def test_only_one_script_names_what_a_browser_may_forbid() -> None:
    written = [*SCRIPTS, *PAGES.rglob("*.py")]
    named = [each.name for each in written if ASKED_FOR.search(each.read_text("utf-8"))]

    assert named == ["browser.js"]


def test_a_script_comes_after_those_that_it_imports_each_once(tmp_path: Path) -> None:
    (tmp_path / "depth.js").write_text("export const depth = 3;\n")
    (tmp_path / "well.js").write_text(
        "import { depth } from './depth.js';\nexport const well = depth;\n"
    )
    (tmp_path / "all.js").write_text(
        "import { depth } from './depth.js';\n"
        "import {\n  well,\n} from './well.js';\n"
        "export default () => depth + well;\n"
    )

    assert script(tmp_path / "all.js") == (
        "const depth = 3;\n\nconst well = depth;\n\nexport default () => depth + well;\n"
    )


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_a_component_is_one_text_without_imports(file: Path) -> None:
    lines = script(file).splitlines()

    assert [line for line in lines if line.startswith("import")] == []
    assert [line for line in lines if line.startswith("export")] == [
        line for line in lines if line.startswith("export default function")
    ]


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_no_two_scripts_of_a_component_declare_the_same_name(file: Path) -> None:
    declared = re.findall(r"^(?:async )?(?:const|let|function|class) (\w+)", script(file), re.M)

    assert [name for name, times in Counter(declared).items() if times > 1] == []
