"""What is there for those who watch: names by the conventions, and a dashboard and alerts that know them all."""

import json
import re
from typing import Any

from prometheus_client import REGISTRY, generate_latest
from ruamel.yaml import YAML

from bot import __version__
from bot.telemetry import meters
from models.migrations import HEAD
from tests.cli.test_deploy import DEPLOY, ran

UNITS = ("_seconds", "_people", "_waiting")
STATES = ("_duty", "_refused")


def families() -> dict[str, str]:
    """What the bot tells, with its kind."""
    return {each.name: each.type for each in REGISTRY.collect() if each.name.startswith("obwarzanek_")}


def names() -> set[str]:
    """As they are asked for."""
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "info": ("_info",), "gauge": ("",)}
    return {name + ending for name, kind in families().items() for ending in endings[kind]}


def asked_for(expression: str) -> set[str]:
    return set(re.findall(r"obwarzanek_\w+", expression))


def test_names_follow_the_conventions() -> None:
    for name, kind in families().items():
        assert kind != "histogram" or name.endswith("_seconds"), name
        assert kind != "gauge" or name.endswith((*UNITS, *STATES)), name
    assert all(each.documentation.endswith(".") for each in REGISTRY.collect() if each.name in families())


def test_the_version_is_told() -> None:
    assert meters.BUILD is not None
    assert f'obwarzanek_build_info{{database="{HEAD}",version="{__version__}"}} 1.0' in generate_latest().decode()


def test_the_dashboard_shows_only_what_there_is_and_all_of_it() -> None:
    board: dict[str, Any] = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    assert (board["uid"], board["title"]) == ("obwarzanek", "Obwarzanek") and board["schemaVersion"] >= 39
    assert "id" not in board, "Grafana gives one where it is imported"
    [source] = board["templating"]["list"]
    assert (source["name"], source["type"], source["query"]) == ("source", "datasource", "prometheus")
    prometheus = {"type": "prometheus", "uid": "${source}"}
    ids, shown = set(), set()
    places: set[tuple[int, int]] = set()
    for panel in board["panels"]:
        assert panel["type"] in ("stat", "timeseries") and panel["title"] and panel["targets"]
        ids.add(panel["id"])
        assert panel["datasource"] == prometheus and panel["fieldConfig"]["defaults"]["unit"]
        assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])
        at = panel["gridPos"]
        assert at["x"] + at["w"] <= 24
        squares = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not squares & places, panel["title"]
        places |= squares
        for target in panel["targets"]:
            assert target["datasource"] == prometheus and target["expr"].count("(") == target["expr"].count(")")
            shown |= asked_for(target["expr"])
    assert len(ids) == len(board["panels"])
    assert shown <= names()
    # what the courier is refused when it sends is in the alerts
    left_out = {name for name in families() if not any(each.startswith(name) for each in shown)}
    assert left_out == {"obwarzanek_bot_refused"}


def test_alerts_ask_only_for_what_there_is_and_say_what_to_do() -> None:
    read: dict[str, Any] = YAML(typ="safe").load(DEPLOY / "alerts.yaml")
    [group] = read["groups"]
    assert group["name"] == "obwarzanek" and len({rule["alert"] for rule in group["rules"]}) == len(group["rules"])
    for rule in group["rules"]:
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
        assert asked_for(rule["expr"]) and asked_for(rule["expr"]) <= names(), rule["alert"]
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["annotations"]["summary"] and rule["annotations"]["description"].endswith(".")
        assert re.fullmatch(r"\d+[mh]", rule.get("for", "1m"))
        assert rule["expr"].count("(") == rule["expr"].count(")")


def test_prometheus_takes_the_alerts_and_they_tell_of_bad_hours_only() -> None:
    ran("promtool", "check", "rules", DEPLOY / "alerts.yaml")
    ran("promtool", "test", "rules", DEPLOY / "alerts.test.yaml")
    tried = (DEPLOY / "alerts.test.yaml").read_text(encoding="utf-8")
    assert all(
        name in tried for name in re.findall(r"alert: (\w+)", (DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))
    )
