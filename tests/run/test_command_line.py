import pytest
from tools.commands import checking, site, testing
from tools.commands.command_line import VERBS, run
from tools.commands.testing import AskedTests


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["чай"], "Нет такой команды: чай."),
        (["--порт", "1"], "Не понял параметры команды."),
        (["--port"], "Не понял параметры команды."),
        (["--port", "восемь"], "Порт должен быть числом от 1 до 65535, а не «восемь»."),
        (["--port", "0"], "Порт должен быть числом от 1 до 65535, а не «0»."),
        (["serve", "--port", "65536"], "Порт должен быть числом от 1 до 65535, а не «65536»."),
        (["check", "всё"], "Не понял параметры команды."),
        (["test", "--core", "--sqlite"], "Не понял параметры команды."),
    ],
)
def test_misuse_is_explained_with_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(arguments)

    lines = capsys.readouterr().err.strip().splitlines()
    assert (code, lines[0], lines[1].startswith("Что сделать: ")) == (2, said, True)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"], ["test", "--help"]])
def test_help_names_every_verb(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = run(arguments)

    text = capsys.readouterr().out
    missing = [verb for verb in VERBS if verb != "demo" and f"run.py {verb}" not in text]
    assert (code, missing) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "address", "with_demo"),
    [
        ([], site.Address("127.0.0.1", 8000), True),
        (["--port", "8123"], site.Address("127.0.0.1", 8123), True),
        (["serve", "--host", "0.0.0.0"], site.Address("0.0.0.0", 8000), False),  # noqa: S104
    ],
)
def test_site_is_started_where_asked(
    arguments: list[str],
    address: site.Address,
    with_demo: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[tuple[site.Address, bool]] = []

    def run_site(where: site.Address, *, with_demo: bool) -> int:
        started.append((where, with_demo))
        return 0

    monkeypatch.setattr(site, "run_site", run_site)

    code = run(arguments)

    assert (code, started) == (0, [(address, with_demo)])


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["test"], AskedTests(arguments=[])),
        (
            ["test", "--sqlite", "-k", "май"],
            AskedTests(on_postgres=False, arguments=["-k", "май"]),
        ),
        (["test", "--postgres"], AskedTests(on_sqlite=False, arguments=[])),
        (["test", "--coverage"], AskedTests(with_coverage=True, arguments=[])),
    ],
)
def test_pytest_options_are_handed_on(
    arguments: list[str], asked: AskedTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[AskedTests] = []
    monkeypatch.setattr(testing, "run_tests", lambda asked: runs.append(asked) or 0)

    code = run(arguments)

    assert (code, runs) == (0, [asked])


def test_ci_fails_when_only_a_check_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "run_checks", lambda: 1)
    monkeypatch.setattr(testing, "run_tests", lambda asked: 0)

    assert run(["ci"]) == 1


def test_missing_right_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(where: site.Address, *, with_demo: bool) -> int:
        raise PermissionError(13, "Permission denied", "var/secret-key")

    monkeypatch.setattr(site, "run_site", refuse)

    code = run([])

    said = capsys.readouterr().err.strip()
    assert (code, said) == (
        1,
        "Нет права доступа (var/secret-key).\n"
        "Что сделать: запустите от имени владельца этой папки.",
    )
