"""An association of one's own: what its file must say."""

from pathlib import Path

import pytest

from bot.settings import SettingError, Settings

WHOLE = """\
name = "Związek"
office = "Biuro"
country = "PL"
communes = ["Alfa", "Beta"]
fields = ["mobilność"]
[rodo]
version = "1"
pl = "Klauzula"
en = "Clause"
"""


def test_a_whole_one(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(WHOLE, encoding="utf-8")
    assert Settings(_env_file=None, association=file).the_association.communes == ("Alfa", "Beta")


@pytest.mark.parametrize(
    ("said", "instead", "why"),
    [
        ('["Alfa", "Beta"]', '["Alfa", "Alfa"]', "communes.*no name twice"),
        ('["mobilność"]', "[]", "fields.*at least one name"),
        ('"PL"', '"Polska"', "country.*two-letter code"),
    ],
)
def test_what_cannot_be(tmp_path: Path, said: str, instead: str, why: str) -> None:
    """Two communes of one name could not be told from each other, and without holidays no day is known to be free."""
    file = tmp_path / "own.toml"
    file.write_text(WHOLE.replace(said, instead), encoding="utf-8")
    with pytest.raises(SettingError, match=f"ASSOCIATION.*{why}"):
        _ = Settings(_env_file=None, association=file).the_association
